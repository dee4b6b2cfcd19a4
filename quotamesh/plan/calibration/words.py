"""A calibration in words: what a director reads first."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quotamesh.base.shell.formats import number, percent, short_money, signed, symbol
from quotamesh.plan.calibration import errors, since
from quotamesh.plan.calibration.since import News

DIMENSION_NAMES = {
    "market": gettext_lazy("Market"),
    "team": gettext_lazy("Team"),
    "resources": gettext_lazy("Resources"),
}
METHOD_NAMES = {
    "calibration": gettext_lazy("Market, team and resources together"),
    "trend": gettext_lazy("History and trend"),
    "market": gettext_lazy("Market survey"),
    "experts": gettext_lazy("Expert rounds"),
    "break_even": gettext_lazy("Break-even"),
}
LEVER_NAMES = {
    "heads": gettext_lazy("More people"),
    "budget": gettext_lazy("More budget"),
    "together": gettext_lazy("People and budget together"),
    "conversion": gettext_lazy("Better conversion"),
    "order_value": gettext_lazy("Higher order value"),
    "uplift": gettext_lazy("Everybody sells more"),
}
VERDICTS = {
    "out_of_reach": ("bad", gettext_lazy("too ambitious: out of reach")),
    "ambitious": ("watch", gettext_lazy("ambitious")),
    "in_reach": ("good", gettext_lazy("in reach")),
    "cautious": ("watch", gettext_lazy("cautious")),
    "no_challenge": ("bad", gettext_lazy("too cautious: no challenge")),
}


PART_NAMES = {
    "channels": gettext_lazy("Channels"),
    "repeat": gettext_lazy("Business that comes by itself"),
    "break_even": gettext_lazy("Break-even"),
}
FIELD_NAMES = {
    "budget": gettext_lazy("Budget"),
    "cost_per_lead": gettext_lazy("Cost per lead"),
    "conversion": gettext_lazy("Conversion"),
    "order_value": gettext_lazy("Order value"),
    "tools": gettext_lazy("Tools"),
    "margin": gettext_lazy("Gross margin rate"),
}


def amount(value: int, currency: str) -> str:
    return symbol(currency) + short_money(value, currency)


def chance(value: float) -> str:
    """Never quite nothing and never quite sure: draws cannot tell."""
    if value < 0.005:
        return _("less than 1 %")
    if value > 0.995:
        return _("more than 99 %")
    return percent(value, 0)


def headline(result: dict[str, Any], currency: str, sureness: dict[str, float]) -> str:
    values = {
        "commit": amount(result["commit"], currency),
        "sure": percent(sureness["commit"], 0),
        "wish": amount(result["intent"], currency),
        "chance": chance(result["probability"]),
        "verdict": VERDICTS[result["verdict"]][1],
    }
    return (
        _(
            "We can promise %(commit)s (%(sure)s sure). The wish of %(wish)s has a chance of %(chance)s: %(verdict)s."
        )
        % values
    )


def binding_words(result: dict[str, Any]) -> str:
    """What holds us back, and how often."""
    if len(result["binding"]) == 1:
        return _("%(name)s alone is described, so it alone decides.") % {
            "name": DIMENSION_NAMES[result["binds"]]
        }
    share = result["binding"][result["binds"]]
    return _("What binds: %(name)s, the smallest in %(share)s of all cases.") % {
        "name": DIMENSION_NAMES[result["binds"]],
        "share": percent(share, 0),
    }


def best_lever(result: dict[str, Any], wanted: float, currency: str) -> str:
    """The lever that needs the least of its reach, in words; or that none alone suffices."""
    able = [lever for lever in result["levers"] if lever["amount"] is not None]
    if result["probability"] >= wanted:
        return _("Nothing more is needed: the wish is likely enough.")
    if not able:
        best = max(result["levers"], key=lambda lever: lever["best"])
        return _("No lever alone makes it likely enough; the best is “%(name)s” with at most %(chance)s.") % {
            "name": LEVER_NAMES[best["name"]],
            "chance": chance(best["best"]),
        }
    ways = [f"{LEVER_NAMES[lever['name']]} {lever_words(lever, result['heads'])}" for lever in able[:2]]
    return _("To make it %(wanted)s sure: %(ways)s.") % {
        "wanted": percent(wanted, 0),
        "ways": _(" or ").join(ways),
    }


def lever_words(lever: dict[str, Any], heads: int) -> str:
    """How much of it: heads as people, the others as per cent more."""
    value = lever["amount"]
    if value is None:
        return _("cannot")
    if lever["name"] == "heads":
        people = -int(-value // 1)
        return ngettext("+%(count)d person", "+%(count)d people", people) % {"count": people}
    if lever["name"] == "together":
        people = -int(-value * heads // 1)
        share = percent(value)
        return ngettext(
            "+%(count)d person and +%(share)s budget", "+%(count)d people and +%(share)s budget", people
        ) % {
            "count": people,
            "share": share,
        }
    return signed(value if lever["name"] == "uplift" else value - 1, percent)


def lever_limit(lever: dict[str, Any]) -> str:
    """What happens at the end of its reach."""
    return _("at most %(chance)s; then binds: %(name)s") % {
        "chance": chance(lever["best"]),
        "name": DIMENSION_NAMES[lever["then_binds"]],
    }


def notice_words(code: str, value: Any) -> str:
    if code == "absent":
        return _("%(name)s is not described, so it limits nothing here.") % {"name": DIMENSION_NAMES[value]}
    if code == "short_history":
        return ngettext(
            "Only %(count)d year of history: every range is wider for it.",
            "Only %(count)d years of history: every range is wider for it.",
            value,
        ) % {"count": value}
    if code == "without_history":
        return ngettext(
            "%(count)d person has no history and takes the level of peers, with a wide range.",
            "%(count)d people have no history and take the level of their peers, with a wide range.",
            value,
        ) % {"count": value}
    if code == "usual_ramp":
        return _("No newcomer was seen in these years: the usual productivity curve stands in.")
    return _("No expert round has been held on this.")


def news_words(news: News) -> str:
    """What has changed since a run, as part of a sentence's list."""
    words = {
        since.MARKET: ngettext(
            "%(count)d input of the market has changed",
            "%(count)d inputs of the market have changed",
            news.count,
        ),
        since.EXPERTS: ngettext(
            "%(count)d round of experts has been closed",
            "%(count)d rounds of experts have been closed",
            news.count,
        ),
        since.PEOPLE: ngettext(
            "%(count)d seller has come or gone", "%(count)d sellers have come or gone", news.count
        ),
        since.FACTS: ngettext(
            "the records of %(count)d past year are different now",
            "the records of %(count)d past years are different now",
            news.count,
        ),
        since.MONTHS: ngettext("%(count)d more month is over", "%(count)d more months are over", news.count),
    }
    return words[news.what] % {"count": news.count}


def swing_name(swing: dict[str, Any], inputs: dict[str, Any]) -> str:
    """An input of the tornado by its own name."""
    name, place = swing["name"], swing["place"]
    if name in DIMENSION_NAMES:
        return str(DIMENSION_NAMES[name]) if name != "team" else _("Team: output per head and who stays")
    if name == "uplift":
        return str(inputs["uplifts"][place]["name"])
    if name == "repeat":
        return _("Business that comes by itself")
    parts = {"leads": _("leads"), "conversion": _("conversion"), "order_value": _("order value")}
    return f"{inputs['channels'][place]['name']}: {parts[name]}"


def sentence(error: Exception, currency: str) -> str:
    """Why a change was refused, and what would be right."""
    if isinstance(error, errors.NameTaken):
        return _("A calibration of this fiscal year has this name already. Choose another.")
    if isinstance(error, errors.NotAllowed):
        return _("You may read this calibration, not change it.")
    if isinstance(error, errors.StaleInputs):
        values = {"by": error.by, "wish": amount(error.intent, currency), "now": number(error.now)}
        return (
            _(
                "%(by)s changed the inputs meanwhile (version %(now)s, wish %(wish)s). What you typed is still here: "
                "look at the new inputs in another window, then save again."
            )
            % values
        )
    if isinstance(error, errors.BadInput):
        return _bad(error)
    return _(
        "Nothing is described yet: enter channels, describe the market, or bring in people with their history."
    )


def _bad(error: errors.BadInput) -> str:
    values = {"part": PART_NAMES[error.part], "row": error.row + 1, "name": FIELD_NAMES.get(error.name, "")}
    reasons = {
        "over-one": _("%(part)s, row %(row)d: %(name)s cannot be above 100 %%."),
        "negative": _("%(part)s, row %(row)d: %(name)s cannot be below zero."),
        "zero": _("%(part)s, row %(row)d: %(name)s must be above nothing."),
        "order": _("%(part)s, row %(row)d: low must not be above likely, nor likely above high."),
        "margin": _("The gross margin rate must be above 0 %% and not above 100 %%."),
    }
    return reasons.get(error.reason, reasons["order"]) % values
