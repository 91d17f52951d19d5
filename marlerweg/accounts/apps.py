from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "marlerweg.accounts"

    def ready(self) -> None:
        from marlerweg.accounts import policies, witness
        from marlerweg.ui import menu_groups, navigation

        witness.watch()
        navigation.register(
            navigation.Entry(
                _("Personen"),
                "accounts:people",
                80,
                lambda user: bool(user and policies.may_see_people(user)),
                menu_groups.OFFICE,
            )
        )
