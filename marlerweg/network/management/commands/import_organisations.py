from marlerweg.network.lists import ListCommand


class Command(ListCommand):
    help = "Liest Organisationen aus einer Tabelle ein: ergänzt, was fehlt, überschreibt nichts, ist wiederholbar."
    kind = "organisations"
