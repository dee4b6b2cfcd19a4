"""What stands in a field is what the browser can show."""

from datetime import date

import pytest
from django import forms
from django.utils.translation import override


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_date_stands_in_its_field_in_every_language(language):
    widget = forms.DateInput(attrs={"type": "date"})
    with override(language):
        assert 'value="2026-11-20"' in widget.render("day", date(2026, 11, 20))
        assert forms.DateField().clean("2026-11-20") == date(2026, 11, 20)
