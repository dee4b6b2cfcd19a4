"""Forms of expert rounds: the question, an answer, the next round."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotamesh.base.people.models import Unit, User
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.queries import grouped, offered
from quotamesh.kernel.money import NotAnAmount, parse_amount
from quotamesh.plan.experts.errors import BadInput

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class QuestionForm(forms.Form):
    fiscal_year = forms.IntegerField(label=gettext_lazy("Fiscal year"), min_value=1950, max_value=2099)
    unit = forms.ModelChoiceField(
        Unit.objects.exclude(kind=Unit.Kind.SEAT), label=gettext_lazy("Unit"), to_field_name="code"
    )
    product = forms.ModelChoiceField(
        Product.objects.all(), label=gettext_lazy("Product line"), to_field_name="code"
    )
    indicator = forms.ChoiceField(label=gettext_lazy("Indicator"))
    text = forms.CharField(
        label=gettext_lazy("What to bear in mind"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    deadline = forms.DateField(label=gettext_lazy("Answers by"), widget=DAY)
    invited = forms.ModelMultipleChoiceField(
        User.objects.filter(is_active=True).select_related("person"),
        label=gettext_lazy("Invited"),
        to_field_name="username",
        widget=forms.CheckboxSelectMultiple(),
        help_text=gettext_lazy("Three at least. Answers stay anonymous, to you as well."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = grouped(offered(lambda each: each.target))

    def tell(self, error: BadInput) -> None:
        for name, sentence in error.problems.items():
            self.add_error(name, sentence)


class AnswerForm(forms.Form):
    """Three figures and a reason: one minute on a phone."""

    low = forms.CharField(label=gettext_lazy("Low: nine of ten cases come out above"), max_length=40)
    likely = forms.CharField(label=gettext_lazy("Likely"), max_length=40)
    high = forms.CharField(label=gettext_lazy("High: one of ten cases comes out above"), max_length=40)
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The others read it without your name: write nothing that gives you away."),
    )

    def __init__(self, *args, digits: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.digits = digits
        for name in ("low", "likely", "high"):
            self.fields[name].widget.attrs |= {"class": "amount", "autocomplete": "off"}

    def _amount(self, name: str) -> int:
        text = self.cleaned_data[name]
        try:
            return parse_amount(text, self.digits)
        except NotAnAmount as error:
            told = _("“%(text)s” is not a figure. Write it as 1,250,000 or 125万.").replace("%(text)s", text)
            raise forms.ValidationError(told) from error

    def clean_low(self) -> int:
        return self._amount("low")

    def clean_likely(self) -> int:
        return self._amount("likely")

    def clean_high(self) -> int:
        return self._amount("high")

    tell = QuestionForm.tell


class NextForm(forms.Form):
    deadline = forms.DateField(label=gettext_lazy("Answers by"), widget=DAY)

    tell = QuestionForm.tell
