from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShellConfig(AppConfig):
    name = "quotamesh.base.shell"
    label = "shell"
    verbose_name = _("Interface")

    def ready(self):
        # The compiled catalogue is not under version control; a fresh checkout makes it on its first start.
        from .translations import compile_catalogs

        compile_catalogs()
