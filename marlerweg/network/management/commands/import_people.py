from marlerweg.network.lists import ListCommand


class Command(ListCommand):
    help = "Liest Personen aus einer Tabelle ein: ergänzt, was fehlt, überschreibt nichts, ist wiederholbar."
    kind = "people"
