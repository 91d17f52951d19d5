from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OffersConfig(AppConfig):
    name = "marlerweg.offers"

    def ready(self) -> None:
        from marlerweg.offers import policies
        from marlerweg.ui.navigation import Entry, register

        register(
            Entry(
                _("Angebote pflegen"),
                "offers:tend",
                6,
                lambda user: bool(policies.may_enter_own_offers(user)),
            )
        )
