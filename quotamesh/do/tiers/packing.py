"""All customers of a run as one compressed value: a million of them are read back in a tenth of a second."""

import io
import zlib
from dataclasses import dataclass, fields

import numpy as np

FORMAT = b"tiers1\n"
FAST = 1


@dataclass(frozen=True)
class Columns:
    """n customers by ascending key. Days are days since 1970, −1 without a purchase; scores 0 where not known."""

    customer: np.ndarray
    last: np.ndarray
    frequency: np.ndarray
    monetary: np.ndarray
    r: np.ndarray
    f: np.ndarray
    m: np.ndarray
    complexity: np.ndarray
    chain: np.ndarray
    growth: np.ndarray
    wallet: np.ndarray
    value: np.ndarray
    potential: np.ndarray
    tier: np.ndarray
    since: np.ndarray

    def __len__(self) -> int:
        return len(self.customer)


NAMES = tuple(field.name for field in fields(Columns))
TYPES = {
    "customer": "<i8",
    "monetary": "<i8",
    "frequency": "<i4",
    "last": "<i4",
    "since": "<i4",
} | dict.fromkeys(("value", "potential"), "<i2")


def pack(columns: Columns) -> bytes:
    out = io.BytesIO()
    for name in NAMES:
        np.save(out, getattr(columns, name).astype(TYPES.get(name, "i1")), allow_pickle=False)
    return FORMAT + zlib.compress(out.getvalue(), FAST)


def unpack(data: bytes) -> Columns:
    data = bytes(data)
    if not data.startswith(FORMAT):
        raise ValueError("not the columns of a run")
    source = io.BytesIO(zlib.decompress(data[len(FORMAT) :]))
    return Columns(*(np.load(source, allow_pickle=False) for _name in NAMES))


def nothing() -> Columns:
    return Columns(*(np.zeros(0, dtype=TYPES.get(name, "i1")) for name in NAMES))
