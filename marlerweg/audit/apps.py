from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "marlerweg.audit"

    def ready(self) -> None:
        from marlerweg.audit import policies
        from marlerweg.ui import menu_groups, navigation

        navigation.register(
            navigation.Entry(
                _("Protokoll"),
                "audit:log",
                90,
                lambda user: bool(user and policies.may_read_log(user)),
                menu_groups.OFFICE,
            )
        )
