from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FoundationConfig(AppConfig):
    name = "marlerweg.foundation"

    def ready(self) -> None:
        """Each room may bring an `examination.py` for `doctor` and a `retention.py` for what it forgets."""
        import_module("marlerweg.foundation.checks")
        autodiscover_modules("examination", "retention")
