from django.apps import AppConfig


class WayConfig(AppConfig):
    name = "marlerweg.way"
