from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "marlerweg.conferences"
    label = "conferences"
    verbose_name = "Konferenzen"
