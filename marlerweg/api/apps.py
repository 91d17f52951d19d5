from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "marlerweg.api"

    def ready(self) -> None:
        from marlerweg.api import policies
        from marlerweg.offers.views import tabs

        tabs.register(_("Andere Verzeichnisse"), "taking:runs", policies.may_take_in)
