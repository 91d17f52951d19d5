from typing import Any

from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "marlerweg.offers"

    def ready(self) -> None:
        from marlerweg.offers.signals import offer_changed

        offer_changed.connect(follow_in_the_index, dispatch_uid="offers.finding")


def follow_in_the_index(ids: Any = (), **_kwargs: Any) -> None:
    from marlerweg.offers.finding import step

    step.follow(ids)
