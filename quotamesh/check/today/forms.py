"""Minutes and effects of the kinds of action."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quotamesh.check.today.rules import Rule, module_of


class RuleForm(forms.Form):
    """One kind: on or off, minutes, and the share lost in a round in percent."""

    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=480)
    loss = forms.IntegerField(label=_("Lost in a round, %"), min_value=0, max_value=100)
    on = forms.BooleanField(label=_("On the list"), required=False)

    def __init__(self, rule: Rule, data=None):
        initial = {"minutes": rule.minutes, "loss": round(rule.loss * 100), "on": rule.on}
        super().__init__(data, prefix=rule.kind, initial=initial)
        module = module_of(rule.kind)
        self.kind, self.name, self.meaning = rule.kind, module.NAME, module.MEANING

    def rule(self) -> Rule:
        told = self.cleaned_data
        return Rule(self.kind, told["minutes"], told["loss"] / 100, told["on"])
