from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Definition:
    """What a figure says of itself. `ident` is unique on the page, `url` leads to the rows behind it."""

    ident: str
    name: Any
    meaning: Any
    formula: Any = ""
    as_of: datetime | None = None
    url: str = ""
