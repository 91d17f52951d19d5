from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "marlerweg.foundation.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Recurring jobs are known once every room's `jobs.py` and `upkeep.py` is read."""
        autodiscover_modules("jobs", "upkeep")
