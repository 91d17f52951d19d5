from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KodexConfig(AppConfig):
    name = "marlerweg.kodex"

    def ready(self) -> None:
        from marlerweg.ui import menu_groups
        from marlerweg.ui.navigation import Entry, register

        register(Entry(_("Kodex"), "kodex:current", 64, lambda user: True, menu_groups.TOWN))
