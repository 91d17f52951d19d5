from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OffersConfig(AppConfig):
    name = "marlerweg.offers"

    def ready(self) -> None:
        from marlerweg.foundation.serving import warm_with
        from marlerweg.network.actions import register_ties
        from marlerweg.network.ties import TieSource
        from marlerweg.offers import handing_down, policies
        from marlerweg.offers.everything import found_offers
        from marlerweg.offers.signals import offer_changed
        from marlerweg.ui import everything
        from marlerweg.ui.navigation import Entry, register

        warm_with(learn_to_search)
        register_ties(TieSource("offer", _("gemeinsames Angebot"), handing_down.shared_offers, order=11))
        offer_changed.connect(follow_in_the_index, dispatch_uid="offers.finding")
        everything.register(everything.Source(_("Angebote"), 10, found_offers, "offers:search", word="suche"))
        register(
            Entry(_("Angebote"), "offers:search", 5, lambda user: True),
            Entry(
                _("Angebote pflegen"),
                "offers:tend",
                6,
                lambda user: bool(policies.may_enter_own_offers(user)),
            ),
        )


def learn_to_search() -> None:
    from marlerweg.offers.finding import step

    step.warm_up()


def follow_in_the_index(ids: Any = (), **_kwargs: Any) -> None:
    from marlerweg.offers.finding import step

    step.follow(ids)
