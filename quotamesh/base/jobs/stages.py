"""Stages of long work in words."""

from django.utils.translation import gettext_lazy as _

STAGES = {
    "reading": _("Reading"),
    "checking": _("Checking"),
    "storing": _("Storing"),
    "lines": _("Storing lines"),
    "credits": _("Storing credits"),
    "summary": _("Adding up"),
    "targets": _("Setting targets"),
}
