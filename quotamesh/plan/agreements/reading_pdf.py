"""Finding the attached content in a PDF file without trusting the file."""

import re
import zlib

from quotamesh.plan.agreements.content import FORMAT

STREAM = re.compile(rb"stream\r?\n")
MOST_STREAMS, LARGEST = 2000, 1_000_000
MARK = f'"format":"{FORMAT}"'.encode()


def attached(data: bytes) -> str | None:
    """The text of the first stream that looks like an agreement's content; None where there is none."""
    for count, start in enumerate(STREAM.finditer(data)):
        if count >= MOST_STREAMS:
            return None
        found = _unpacked(data, start.end())
        if MARK in found:
            return found.decode("utf-8", errors="replace")
    return None


def _unpacked(data: bytes, start: int) -> bytes:
    """At most LARGEST bytes of a stream, whatever it claims to be."""
    piece = data[start : start + LARGEST]
    try:
        return zlib.decompressobj().decompress(piece, LARGEST)
    except zlib.error:
        return piece.partition(b"endstream")[0].rstrip(b"\r\n")
