"""What stands in the way, in the user's language."""

from django.utils.translation import gettext as _

from quotamesh.base.shell.versions import both_versions, fields_of
from quotamesh.plan.projects import errors


def sentence(error: errors.ProjectError) -> str:
    if isinstance(error, errors.CriteriaOpen):
        return _("Not met yet: %(missing)s. A leader may go on with a reason.") % {
            "missing": _("; ").join(error.missing)
        }
    if isinstance(error, errors.StaleProject):
        return _stale(error)
    return {
        errors.NotAllowed: _("You may look at this project, but not change it."),
        errors.RunAlready: _("This opportunity is run as a project already."),
        errors.OutOfOrder: _("“%(before)s” comes first."),
        errors.ReachedAlready: _("The milestone is reached; it stays as it is."),
        errors.NotYet: _("The day lies before the start of the project or has not come yet."),
        errors.NoReason: _("Say why."),
        errors.NotOfThisProject: _("Choose somebody else of the same map, without going in a circle."),
        errors.NamedTwice: _("%(name)s stands on the map already."),
    }[type(error)] % vars(error)


def _stale(error: errors.StaleProject) -> str:
    # Forms stand above the words of what they refuse.
    from quotamesh.plan.projects.forms import MoveForm, RolesForm, StakeholderForm

    pairs = both_versions(error.fields, fields_of(StakeholderForm, RolesForm, MoveForm))
    if not pairs:
        return _("The project was changed meanwhile. Look again, then enter your change.")
    told = _("The project was changed meanwhile, yours ↔ now: %(pairs)s. Look again, then enter your change.")
    return told % {"pairs": pairs}
