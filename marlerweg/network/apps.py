from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "marlerweg.network"

    def ready(self) -> None:
        from marlerweg.network import identity
        from marlerweg.ui.identity import tell

        identity.watch()
        tell(identity.of_town)
