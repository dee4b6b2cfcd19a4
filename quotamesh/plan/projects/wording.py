"""What stands in the way, in the user's language."""

from django.utils.translation import gettext as _

from quotamesh.plan.projects import errors


def sentence(error: errors.ProjectError) -> str:
    if isinstance(error, errors.CriteriaOpen):
        return _("Not met yet: %(missing)s. A leader may go on with a reason.") % {
            "missing": _("; ").join(error.missing)
        }
    return {
        errors.NotAllowed: _("You may look at this project, but not change it."),
        errors.StaleProject: _("The project was changed meanwhile. Look again, then enter your change."),
        errors.OutOfOrder: _("“%(before)s” comes first."),
        errors.ReachedAlready: _("The milestone is reached; it stays as it is."),
        errors.NotYet: _("The day lies before the start of the project or has not come yet."),
        errors.NoReason: _("Say why."),
        errors.NotOfThisProject: _("Choose somebody else of the same map, without going in a circle."),
        errors.NamedTwice: _("%(name)s stands on the map already."),
    }[type(error)] % vars(error)
