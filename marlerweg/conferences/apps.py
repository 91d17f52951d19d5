from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConferencesConfig(AppConfig):
    name = "marlerweg.conferences"
    label = "conferences"
    verbose_name = "Konferenzen"

    def ready(self) -> None:
        from marlerweg.conferences import handing_down
        from marlerweg.conferences.everything import found_conferences
        from marlerweg.network.actions import register_ties
        from marlerweg.network.ties import TieSource
        from marlerweg.ui import everything
        from marlerweg.ui.navigation import Entry, register

        register_ties(TieSource("table", _("gemeinsam am Tisch"), handing_down.shared_tables, order=12))
        everything.register(everything.Source(_("Tagungen"), 30, found_conferences, "conferences:editions"))
        register(Entry(_("Tagungen"), "conferences:editions", 25, lambda user: True))
