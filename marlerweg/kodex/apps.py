from django.apps import AppConfig


class KodexConfig(AppConfig):
    name = "marlerweg.kodex"
