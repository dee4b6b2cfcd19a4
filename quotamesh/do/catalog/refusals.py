"""Why an own indicator cannot be as it is wanted, in words."""

from django.utils.translation import gettext as _


class BadIndicator(Exception):
    """What was wanted does not fit: `field` names where, `code` why, `value` what."""

    def __init__(self, field: str, code: str, value: str = ""):
        super().__init__(field, code, value)
        self.field, self.code, self.value = field, code, value

    def words(self) -> str:
        sentences = {
            "code": _(
                "“%(value)s” is not a code: 2 to 40 small letters, digits and _, beginning with a letter."
            ),
            "code_taken": _("There is an indicator with the code “%(value)s” already."),
            "name": _("Give it a name in at least one language."),
            "name_taken": _("Another indicator is called “%(value)s”: two of one name cannot be told apart."),
            "way": _("An own indicator is a sum, a state at the end, or a ratio of two others."),
            "share": _("A share is a ratio of two indicators: choose what is divided by what."),
            "unknown_part": _("Choose what is divided by what: there is no indicator “%(value)s”."),
            "ratio_part": _(
                "“%(value)s” is a ratio itself. A ratio of ratios does not add up over units: take its two parts."
            ),
            "itself": _("A ratio cannot be made of itself."),
            "hidden_part": _("“%(value)s” is hidden: show it again first, or take another."),
            "same": _("Numerator and denominator are the same."),
            "parts": _("Only a ratio has a numerator and a denominator."),
            "unlike": _("A share divides like by like: money by money, numbers by numbers."),
            "no_money": _("A ratio in money divides money by a number or a quantity: a price, a value per order."),
            "no_quantity": _("A ratio in quantity divides a quantity by a number."),
            "no_number": _("A ratio as a number divides a number by a number; for money choose the measure money."),
            "stands": _(
                "How it is measured and adds up is fixed by now: %(value)s stand on it. "
                "Make another indicator and hide this one."
            ),
            "part_of": _("“%(value)s” is made of it: hide that first."),
            "own": _("“%(value)s” came with the product: it is defined there."),
        }  # fmt: skip
        return sentences[self.code] % {"value": self.value}


class StaleIndicator(Exception):
    """Somebody changed it meanwhile: `seen` is the revision that was looked at, `now` what stands there."""

    def __init__(self, seen: int, now: dict):
        super().__init__(seen, now)
        self.seen, self.now = seen, now

    def words(self) -> str:
        names = " · ".join(name for name in (self.now["name_zh"], self.now["name_en"]) if name)
        return _(
            "Somebody changed this indicator meanwhile. It is now called “%(names)s” and means “%(meaning)s”. "
            "What you typed is kept: look again, then save."
        ) % {"names": names, "meaning": self.now["meaning"] or "–"}
