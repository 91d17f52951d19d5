from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "marlerweg.portal"

    def ready(self) -> None:
        from marlerweg.portal import page_help, page_help_public, policies
        from marlerweg.ui import menu_groups
        from marlerweg.ui import page_help as question_mark
        from marlerweg.ui.navigation import Entry, register

        question_mark.register({**page_help.PAGES, **page_help_public.PAGES})
        register(
            Entry(
                _("Aufgaben im Hintergrund"),
                "portal:jobs",
                90,
                lambda user: bool(policies.may_tend_jobs(user)),
                menu_groups.OFFICE,
            )
        )
