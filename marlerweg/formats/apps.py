from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormatsConfig(AppConfig):
    name = "marlerweg.formats"

    def ready(self) -> None:
        from marlerweg.accounts import scopes
        from marlerweg.formats.everything import found_bodies
        from marlerweg.formats.queries import bodies_by_name, shared_seats
        from marlerweg.network.actions import register_ties
        from marlerweg.network.ties import TieSource
        from marlerweg.ui import everything, menu_groups
        from marlerweg.ui.navigation import Entry, register

        register_ties(TieSource("seat", _("gemeinsames Gremium"), shared_seats, order=5))
        everything.register(
            everything.Source(_("Gremien und Formate"), 50, found_bodies, "formats:bodies", word="suche")
        )
        register(Entry(_("Gremien"), "formats:bodies", 62, lambda user: True, menu_groups.TOWN))
        scopes.register("body", bodies_by_name)
