"""Every text on the screen, in every language.

python -m quotamesh.base.shell.translations missing   prints what lacks a translation, ready to be filled in
python -m quotamesh.base.shell.translations stale     prints translations that no text asks for any more
python -m quotamesh.base.shell.translations sort      orders the catalogue and drops what is stale
python -m quotamesh.base.shell.translations compile   writes the .mo beside the .po
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from .catalog import Catalog, Message, compile_po, read_po, write_po

PACKAGE = Path(__file__).resolve().parents[2]
LOCALE = Path(__file__).resolve().parent / "locale"
PO = LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.po"
HEADER = Message("")
SKIPPED = {"migrations", "static", "node_modules"}

# Which arguments of a call hold (context, message, plural); None where it has none.
CALLS = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
TRANSLATION_MODULE = "django.utils.translation"


def collect(root: Path = PACKAGE) -> set[Message]:
    """All messages of the sources and templates below `root`."""
    found: set[Message] = set()
    for file in sorted(root.rglob("*")):
        if SKIPPED & set(file.relative_to(root).parts) or "tests" in file.relative_to(root).parts:
            continue
        if file.suffix == ".py":
            found.update(from_source(file.read_text(encoding="utf-8")))
        elif file.suffix in {".html", ".txt"} and "templates" in file.parts:
            found.update(from_template(file.read_text(encoding="utf-8")))
    return found


def from_source(text: str) -> Iterator[Message]:
    tree = ast.parse(text)
    names = dict(_names(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            message = _message(node, CALLS.get(names.get(_called(node.func), "")))
            if message:
                yield message


def _names(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """What the file calls the translating functions: `gettext as _` gives ("_", "gettext")."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == TRANSLATION_MODULE:
            yield from ((alias.asname or alias.name, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "django.utils":
            for alias in node.names:
                if alias.name == "translation":
                    yield from ((f"{alias.asname or alias.name}.{call}", call) for call in CALLS)


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return f"{function.value.id}.{function.attr}"
    return function.id if isinstance(function, ast.Name) else ""


def _message(call: ast.Call, places) -> Message | None:
    if places is None:
        return None
    context, msgid, plural = (_text(call, place) for place in places)
    return Message(msgid, context, plural) if msgid else None


def _text(call: ast.Call, place: int | None) -> str:
    argument = call.args[place] if place is not None and place < len(call.args) else None
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else ""


def from_template(text: str) -> Iterator[Message]:
    """Django turns a template into a source of gettext calls; between them stands what was left out."""
    from django.utils.translation.template import templatize

    source = templatize(text)
    for match in re.finditer(r"(?<![A-Za-z0-9])(n?p?gettext|_)\((?=\s*u?[\"'])", source):
        call = _first_call(source, match.start())
        if call is not None:
            name = "gettext" if match[1] == "_" else match[1]
            message = _message(call, CALLS[name])
            if message:
                yield message


def _first_call(source: str, start: int) -> ast.Call | None:
    """The shortest piece from `start` to a closing bracket that is Python."""
    for end in re.finditer(r"\)", source[start:]):
        try:
            tree = ast.parse(source[start : start + end.end()], mode="eval")
        except SyntaxError:
            continue
        return tree.body if isinstance(tree.body, ast.Call) else None
    return None


def missing(catalog: Catalog, root: Path = PACKAGE) -> list[Message]:
    return sorted(message for message in collect(root) if not any(catalog.get(message, ())))


def stale(catalog: Catalog, root: Path = PACKAGE) -> list[Message]:
    return sorted(set(catalog) - collect(root) - {HEADER})


def load() -> Catalog:
    return read_po(PO.read_text(encoding="utf-8"))


def compile_catalogs() -> list[Path]:
    """Bring every .mo up to date. A read-only installation has been shipped with its own."""
    try:
        return [source for source in sorted(LOCALE.rglob("*.po")) if compile_po(source)]
    except PermissionError:
        return []


def sort() -> None:
    catalog = load()
    for message in stale(catalog):
        del catalog[message]
    PO.write_text(write_po(catalog), encoding="utf-8")


def main(command: str) -> int:
    if command in {"missing", "stale"}:
        found = {"missing": missing, "stale": stale}[command](load())
        sys.stdout.write(write_po(dict.fromkeys(found, ())))
        return min(len(found), 1)
    {"sort": sort, "compile": compile_catalogs}[command]()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]) if len(sys.argv) == 2 else __doc__)
