"""A file whose headers are the pages' own words is understood without help, in both languages."""

import pytest
from django.utils.translation import override

from quotamesh.base.tables.mapping import guess
from quotamesh.base.tables.registry import all_kinds


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.name)
def test_labels_are_understood(kind, language):
    with override(language):
        headers = [str(column.label) for column in kind.columns]
    assert guess(kind, headers) == {c.name: header for c, header in zip(kind.columns, headers, strict=True)}
