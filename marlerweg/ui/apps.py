from django.apps import AppConfig
from django.db.backends.signals import connection_created


class UiConfig(AppConfig):
    name = "marlerweg.ui"

    def ready(self) -> None:
        from marlerweg.ui.lists import sorting

        connection_created.connect(sorting.teach_sqlite, dispatch_uid="telefonbuch")
