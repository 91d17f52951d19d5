from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "marlerweg.network"

    def ready(self) -> None:
        from marlerweg.accounts import scopes
        from marlerweg.network import identity as town_identity
        from marlerweg.network.actions import register_ties
        from marlerweg.network.everything import found_organisations
        from marlerweg.network.queries.own_ties import kinship, shared_people
        from marlerweg.network.queries.scopes import organisations_by_name
        from marlerweg.network.ties import TieSource
        from marlerweg.ui import everything, identity, menu_groups
        from marlerweg.ui.navigation import Entry, register

        identity.tell(town_identity.current)
        register_ties(TieSource("kinship", _("Dach oder Träger"), kinship, order=10))
        register_ties(TieSource("people", _("gemeinsame Personen"), shared_people, order=20))
        everything.register(
            everything.Source(
                _("Organisationen"), 40, found_organisations, "network:organisations", word="suche"
            )
        )
        register(Entry(_("Netzwerk"), "network:organisations", 60, lambda user: True, menu_groups.TOWN))
        scopes.register("organisation", organisations_by_name)
