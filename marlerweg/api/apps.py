from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "marlerweg.api"

    def ready(self) -> None:
        from marlerweg.api import jobs, policies
        from marlerweg.offers import handing_up
        from marlerweg.offers.views import tabs

        handing_up.register_long_lists(jobs.try_list_later)
        tabs.register(_("Andere Verzeichnisse"), "taking:runs", policies.may_take_in)
