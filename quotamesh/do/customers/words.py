"""The words that stand in the records' fields: what filters offer, without reading all customers for it."""

from collections import defaultdict
from collections.abc import Iterable

from quotamesh.do.customers.models import Tag, Word

FIELDS = ("segment", "industry", "region", "channel", "city")


def note(rows: Iterable[dict]) -> None:
    """Words of records that are written: {field: text}, of other fields too."""
    found = {(field, row[field]) for row in rows for field in FIELDS if row.get(field)}
    if not found:
        return
    known = set(Word.objects.values_list("field", "text"))
    Word.objects.bulk_create(
        (Word(field=field, text=text) for field, text in sorted(found - known)), ignore_conflicts=True
    )


def in_use() -> dict[str, list[str]]:
    """{field: its words in order}, and the tags."""
    found = defaultdict(list)
    for field, text in Word.objects.order_by("text").values_list("field", "text"):
        found[field].append(text)
    tags = list(Tag.objects.values_list("name", flat=True))
    return {field: found[field] for field in FIELDS} | {"tags": tags}
