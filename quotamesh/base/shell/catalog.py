"""Catalogues of translations: .po read and written, .mo written, without GNU gettext.

A fresh checkout has no compiled catalogue, a plain installation neither msgfmt nor polib; the formats are
small.
"""

import ast
import os
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

CONTEXT_END, PLURAL_END = "\x04", "\x00"
FIELDS = ("msgctxt", "msgid_plural", "msgid", "msgstr")


@dataclass(frozen=True, order=True)
class Message:
    msgid: str
    context: str = ""
    plural: str = ""


Catalog = dict[Message, tuple[str, ...]]


def read_po(text: str) -> Catalog:
    catalog: Catalog = {}
    for block in text.replace("\r\n", "\n").split("\n\n"):
        fields = _fields(block)
        if "msgid" not in fields:
            continue
        message = Message(fields["msgid"], fields.get("msgctxt", ""), fields.get("msgid_plural", ""))
        if message in catalog:
            raise ValueError(f"twice in the catalogue: {message.msgid!r}")
        catalog[message] = tuple(fields[key] for key in sorted(fields) if key.startswith("msgstr"))
    return catalog


def _fields(block: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    current = ""
    for line in block.splitlines():
        text = line.strip()
        if line.startswith(FIELDS):
            current, _, text = text.partition(" ")
            fields[current] = ""
        if text.startswith('"'):
            fields[current] += ast.literal_eval(text)
    return fields


def write_po(catalog: Mapping[Message, tuple[str, ...]]) -> str:
    """Sorted by the message, the header first."""
    return "\n".join(_entry(message, catalog[message]) for message in sorted(catalog))


def _entry(message: Message, translations: tuple[str, ...]) -> str:
    lines = []
    if message.context:
        lines.append(f"msgctxt {quote(message.context)}")
    lines.append(f"msgid {quote(message.msgid)}")
    if message.plural:
        lines.append(f"msgid_plural {quote(message.plural)}")
        lines += [f"msgstr[{index}] {quote(text)}" for index, text in enumerate(translations or ("",))]
    else:
        lines.append(f"msgstr {quote(''.join(translations[:1]))}")
    return "\n".join(lines) + "\n"


def quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    lines = [part + "\\n" for part in escaped.split("\n")]
    lines[-1] = lines[-1].removesuffix("\\n")
    lines = [line for line in lines if line] or [""]
    if len(lines) == 1:
        return f'"{lines[0]}"'
    return "\n".join(f'"{line}"' for line in ["", *lines])


def mo_bytes(catalog: Mapping[Message, tuple[str, ...]]) -> bytes:
    """Number 0x950412de, format 0: two tables of (length, offset), then the texts; keys sorted."""
    pairs = sorted(
        (_key(message), PLURAL_END.join(texts).encode()) for message, texts in catalog.items() if any(texts)
    )
    keys, values = _laid_out([key for key, _ in pairs]), _laid_out([value for _, value in pairs])
    head, table = 7 * 4, 8 * len(pairs)
    keys_at = head + 2 * table
    values_at = keys_at + len(keys.data)
    tables = [(length, keys_at + offset) for length, offset in keys.spans]
    tables += [(length, values_at + offset) for length, offset in values.spans]
    numbers = [
        0x950412DE,
        0,
        len(pairs),
        head,
        head + table,
        0,
        0,
        *(part for span in tables for part in span),
    ]
    return struct.pack(f"<{len(numbers)}I", *numbers) + keys.data + values.data


def _key(message: Message) -> bytes:
    start = message.context + CONTEXT_END if message.context else ""
    end = PLURAL_END + message.plural if message.plural else ""
    return (start + message.msgid + end).encode()


@dataclass(frozen=True)
class _Texts:
    spans: list[tuple[int, int]]
    data: bytes


def _laid_out(texts: Iterable[bytes]) -> _Texts:
    spans, data = [], bytearray()
    for text in texts:
        spans.append((len(text), len(data)))
        data += text + b"\0"
    return _Texts(spans, bytes(data))


def compile_po(source: Path) -> bool:
    """Write the .mo beside its .po where it is missing or older; True if one was written."""
    compiled = source.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        return False
    part = compiled.with_suffix(f".{os.getpid()}")
    part.write_bytes(mo_bytes(read_po(source.read_text(encoding="utf-8"))))
    part.replace(compiled)
    return True
