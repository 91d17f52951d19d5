from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConferencesConfig(AppConfig):
    name = "marlerweg.conferences"
    label = "conferences"
    verbose_name = "Konferenzen"

    def ready(self) -> None:
        from marlerweg.ui.navigation import Entry, register

        register(Entry(_("Tagungen"), "conferences:editions", 25, lambda user: True))
