from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from quotamesh.base.tables.registry import offer


class MeasuresConfig(AppConfig):
    name = "quotamesh.do.measures"
    label = "measures"

    def ready(self):
        offer("quotamesh.do.measures.imports")

        from quotamesh.do.catalog.standing import name

        name(self.label, _("recorded values"))
