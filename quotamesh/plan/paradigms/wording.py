"""What stands in the way, where values come from, and why a paradigm fits, in the user's language."""

from django.utils.translation import gettext as _

from quotamesh.base.shell.formats import percent
from quotamesh.base.shell.periods import year_name
from quotamesh.do.catalog.indicators import DEFINITIONS
from quotamesh.kernel import drivers_errors as trees
from quotamesh.kernel.paradigm import NotAnIndicator
from quotamesh.plan.paradigms import errors
from quotamesh.plan.paradigms.models import LineParadigm, Paradigm
from quotamesh.plan.paradigms.patterns import PATTERNS, name_of
from quotamesh.plan.paradigms.queries import BP, LineFit
from quotamesh.plan.paradigms.trees import Nodes
from quotamesh.plan.targets import wording as plans

WORDED = (errors.LineError, trees.TreeError, NotAnIndicator, *plans.WORDED)


def sentence(error: Exception, currency: str, nodes: Nodes | None = None) -> str:
    """One sentence: what is wrong, and what to do about it."""
    if isinstance(error, trees.TreeError):
        return _of_tree(error, nodes or {})
    if isinstance(error, NotAnIndicator):
        return _of_indicator(error)
    if isinstance(error, errors.LineError):
        return _of_line(error)
    return plans.sentence(error, currency)


def _of_tree(error: trees.TreeError, nodes: Nodes) -> str:
    def called(key: str) -> str:
        if key in nodes:
            return name_of(nodes[key])
        return str(PATTERNS[key].name) if key in PATTERNS else key

    values = {"name": called(error.node)}
    if isinstance(error, trees.Circle):
        values["way"] = " → ".join(called(key) for key in (*error.way, error.way[0]))
        return _("“%(name)s” would depend on itself: %(way)s. Take one of these drivers away.") % values
    if isinstance(error, trees.AboveOne):
        values["value"] = percent(error.value)
        return (
            _("“%(name)s” would have to be %(value)s, over 100 %%: raise another driver or lower the target.")
            % values
        )
    return {
        trees.NoValue: _("“%(name)s” has no value yet: enter one."),
        trees.DividesByZero: _("“%(name)s” divides by zero: give the second driver a value above zero."),
        trees.NoEffect: _(
            "“%(name)s” does not move the revenue: it is not below it, or a driver beside it is zero."
        ),
        trees.BelowZero: _("“%(name)s” would have to be below zero: the rest alone is above the target."),
        trees.MoreThanOneWay: _(
            "“%(name)s” reaches the revenue along more than one way: solve for a driver further down."
        ),
        trees.UnknownNode: _("There is no driver “%(name)s” in this tree."),
        trees.DoubledNode: _("Two drivers bear the key “%(name)s”."),
        trees.WrongChildren: _(
            "“%(name)s”: a ratio has exactly two drivers, a sum or product at least one, a value none."
        ),
        trees.NotANumber: _("“%(name)s” is not a finite number."),
    }[type(error)] % values


def _of_indicator(error: NotAnIndicator) -> str:
    if error.name == "customers":
        return _("The number of potential customers is at least 1.")
    return _("Maturity and standardisation are shares from 0 % to 100 %.")


def _of_line(error: errors.LineError) -> str:
    said = {
        errors.NotAllowed: _("You may look at this, but not change it."),
        errors.StaleTree: _(
            "%(who)s changed this line meanwhile: you saw version %(seen)s, it is now version %(now)s. "
            "Look again, then enter your change."
        ),
        errors.NothingToUndo: _("There is nothing of yours to take back."),
        errors.TooManyNodes: _("A tree has at most %(limit)s drivers."),
        errors.NodeInUse: _(
            "“%(name)s” cannot lose or take a driver like that: it is the top, or a ratio of exactly two."
        ),
        errors.WrongNode: _("“%(name)s”: the field “%(field)s” is not as it must be."),
        errors.NothingWanted: _("“%(plan)s” asks no revenue of this line: split a total first."),
        errors.NothingFollows: _(
            "No process target follows from the tree: give its drivers values, and say who bears them."
        ),
        errors.OtherYear: _("This plan is of another fiscal year."),
    }[type(error)]
    return said % vars(error)


def origin(origin: dict) -> str:
    """Where a value comes from."""
    kind = origin.get("from")
    if kind == "facts":
        return _of_facts(origin)
    if kind == "typed":
        values = {"who": origin.get("by", ""), "note": origin.get("note", "")}
        return (_("set by %(who)s: %(note)s") if values["note"] else _("set by %(who)s")) % values
    year = year_name(origin["year"]) if "year" in origin else ""
    return {
        "seats": _("seats of representatives in %(year)s"),
        "calendar": _("working calendar of %(year)s"),
        "tenure": _("from the tenures"),
        "lists": _("lists of named accounts, %(year)s"),
    }.get(kind, "") % {"year": year}


def _of_facts(origin: dict) -> str:
    def called(code: str) -> str:
        return str(DEFINITIONS[code].name) if code in DEFINITIONS else ""

    values = {
        "over": called(origin["over"]),
        "under": called(origin.get("under", "")),
        "year": year_name(origin["year"]),
    }
    if origin.get("under") == "days":
        return _("%(over)s a person and working day, %(year)s") % values
    text = _("%(over)s ÷ %(under)s, %(year)s") if values["under"] else _("%(over)s, %(year)s")
    where = _(", all lines together") if origin.get("product") == "all" else ""
    return text % values + where


def why_it_fits(line: LineParadigm, fit: LineFit) -> str:
    """The reason for the recommendation, from the three indicators."""
    values = {
        "customers": f"{line.customers:,}",
        "maturity": percent(line.maturity_bp / BP, 0),
        "standard": percent(line.standard_bp / BP, 0),
        "best": Paradigm(fit.best).label,
    }
    return {
        "probability": _(
            "%(customers)s potential customers, need %(maturity)s explicit, solution %(standard)s standard: "
            "many, explicit and standard, so numbers decide."
        ),
        "behaviour": _(
            "%(customers)s potential customers, need %(maturity)s explicit, solution %(standard)s standard: "
            "few enough to name, so what is done with each decides."
        ),
        "project": _(
            "%(customers)s potential customers, need %(maturity)s explicit, solution %(standard)s standard: "
            "the goal is known, the way is not, so each is a project."
        ),
    }[fit.best] % values
