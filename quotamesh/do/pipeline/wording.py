"""What stands in the way, and what a chance rests on, in the user's language."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotamesh.base.people.queries import company
from quotamesh.base.shell.formats import money, number, percent
from quotamesh.base.shell.versions import both_versions, fields_of
from quotamesh.do.pipeline import errors
from quotamesh.do.pipeline.models import GateItem
from quotamesh.kernel.pipeline import MILLION, Chance


def sentence(error: errors.PipelineError) -> str:
    if isinstance(error, errors.GateShut):
        return _shut(error)
    if isinstance(error, errors.StaleOpportunity | errors.StaleReason):
        return _stale(error)
    if isinstance(error, errors.StageInUse):
        some = _(", ").join(error.some)
        values = {"stage": error.stage, "count": number(error.count), "some": some}
        return _("%(count)s open deals stand in %(stage)s: %(some)s … Move them first.") % values
    if isinstance(error, errors.WrongAnswer):
        what = GateItem.What(error.what).label
        return _("“%(item)s” asks for something else: %(what)s.") % {"item": error.item, "what": what}
    if isinstance(error, errors.HandOverRefused):
        return " ".join(_refused(why, names) for why, names in error.problems.items())
    return _plain(error)


NAMED = 8


def _refused(why: str, names: list[str]) -> str:
    """Deals that cannot go over, by name; those out of sight are only counted."""
    some, more = _(", ").join(names[:NAMED]), "…" if len(names) > NAMED else ""
    values = {"names": some + more, "count": len(names)}
    if why == errors.HandOverRefused.MISSING:
        return (
            ngettext(
                "%(count)d deal is not in your sight any more.",
                "%(count)d deals are not in your sight any more.",
                len(names),
            )
            % values
        )
    return {
        errors.HandOverRefused.STALE: _("Changed meanwhile: %(names)s. Look again, then hand them over."),
        errors.HandOverRefused.CLOSED: _("Closed already: %(names)s."),
        errors.HandOverRefused.THEIRS: _("Theirs already: %(names)s."),
        errors.HandOverRefused.LATER: _("Opened only after that day: %(names)s."),
    }[why] % values


def _shut(error: errors.GateShut) -> str:
    values = {"stage": error.stage, "lacking": _(", ").join(error.lacking), "points": error.points}
    if error.lacking and error.points:
        return _("Before leaving %(stage)s: %(lacking)s; and %(points)d more points.") % values
    if error.lacking:
        return _("Before leaving %(stage)s: %(lacking)s.") % values
    return _("Before leaving %(stage)s: %(points)d more points.") % values


def _amount(text: str) -> str:
    """An amount as people write it."""
    there = company()
    return money(int(text), there.currency if there else "CNY") if text.isdecimal() else text


def _stale(error: errors.StaleOpportunity | errors.StaleReason) -> str:
    # Forms stand above the words of what they refuse.
    from quotamesh.do.pipeline.forms import DealForm

    names = {"name_zh": _("Chinese name"), "name_en": _("English name")}
    pairs = both_versions(error.fields, fields_of(DealForm), labels=names, show={"amount": _amount})
    values = {"customer": error.name, "pairs": pairs}
    if not pairs:
        return _("%(customer)s was changed meanwhile. Look again, then enter your change.") % values
    return (
        _("%(customer)s was changed meanwhile, yours ↔ now: %(pairs)s. Look again, then enter your change.")
        % values
    )


def _plain(error: errors.PipelineError) -> str:
    return {
        errors.NotAllowed: _("You may look at this deal, but not change it."),
        errors.NoName: _("It needs a name in at least one language."),
        errors.NoReason: _("Say why."),
        errors.NotYet: _("The day has not come yet."),
        errors.NameTaken: _("Another reason is called “%(name)s”."),
        errors.UnknownReason: _("This reason is not offered: choose another one, or use own words."),
        errors.MayNotOverride: _("Only a leader lets a deal through a gate that is not met."),
        errors.StaleFlow: _("The flow was changed meanwhile. Look again, then enter your change."),
        errors.ClosedAlready: _("The deal is closed. Reopen it first."),
        errors.OpenStill: _("The deal is open already."),
        errors.OtherFlow: _("That stage belongs to the flow of another line."),
        errors.WrongDay: _("A deal is not closed in the future, nor before it began."),
        errors.WrongSum: _("The lines do not add up to the amount."),
        errors.LineTwice: _("A product stands on two lines: put them together."),
        errors.NoSeat: _("%(person)s holds no seat."),
        errors.CodeTaken: _("The code %(code)s is taken."),
        errors.LastStage: _("A flow needs a stage to begin with, and its ends."),
        errors.InUse: _("Other records point to this deal: lose it instead of removing it."),
    }[type(error)] % vars(error)


def chance_words(chance: Chance | None, line: str, stage: str) -> str:
    """On what the company's chance of a deal rests."""
    if chance is None:
        return _("Nothing has been closed yet: there is no history to compute a chance from.")
    pool, own, of_all = chance.pool, chance.own, chance.stage
    values = {
        "line": line,
        "stage": stage,
        "closed": number(own.closed),
        "won": number(own.won),
        "of_all": number(of_all.closed),
        "all_won": number(of_all.won),
        "pool": number(pool.closed),
        "pool_won": number(pool.won),
        "ppm": percent(chance.ppm / MILLION),
    }
    if own.closed:
        return (
            _(
                "Of %(closed)s closed deals of %(line)s that stood in %(stage)s, %(won)s were won; drawn toward all "
                "lines (%(all_won)s of %(of_all)s) this gives %(ppm)s."
            )
            % values
        )
    if of_all.closed:
        return (
            _(
                "No deal of %(line)s was closed from %(stage)s yet. Of all lines %(all_won)s of %(of_all)s were won "
                "from there; drawn toward everything closed this gives %(ppm)s."
            )
            % values
        )
    return (
        _("No deal was closed from %(stage)s yet: %(pool_won)s of %(pool)s closed deals were won.") % values
    )
