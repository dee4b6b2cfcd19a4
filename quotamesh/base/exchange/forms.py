"""The upload: a file, or what was copied from a spreadsheet."""

from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

MOST_PASTED = 1_000_000  # characters; a request may be 16 MB, and a Chinese character takes nine bytes of it


class UploadForm(forms.Form):
    file = forms.FileField(required=False, label=_("File"))
    pasted = forms.CharField(
        required=False,
        strip=False,
        max_length=MOST_PASTED,
        error_messages={
            "max_length": _(
                "That is more than can be pasted at once: put the table into a file and choose that."
            )
        },
        label=_("Or paste from Excel"),
        help_text=_("Select the cells with their header row, copy, and paste them here."),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
    )

    def clean(self):
        given = [name for name in ("file", "pasted") if self.cleaned_data.get(name)]
        if not given and not self.errors:
            raise forms.ValidationError(_("Choose a file or paste a table."))
        if len(given) > 1:
            raise forms.ValidationError(_("Both a file and a pasted table were given: leave one out."))
        file = self.cleaned_data.get("file")
        if file and file.size > settings.UPLOAD_LIMIT:
            limit = settings.UPLOAD_LIMIT // 1024**2
            raise forms.ValidationError(_("The file is larger than %(limit)s MB."), params={"limit": limit})
        return self.cleaned_data

    def file_name(self) -> str:
        file = self.cleaned_data.get("file")
        return file.name if file else str(_("Pasted table"))

    def chunks(self) -> Iterable[bytes]:
        file = self.cleaned_data.get("file")
        return file.chunks() if file else [self.cleaned_data["pasted"].strip("\n").encode()]
