"""Two editions of the conference: the one of this spring with all that happened, and the next one, open for registration."""

import re
from datetime import date, datetime, timedelta
from random import Random

from marlerweg.conferences import actions
from marlerweg.conferences.models import Card, Edition, ProgrammeItem, Registration, Room, Round, Table
from marlerweg.conferences.queries import Rules
from marlerweg.demo.calendar import Calendar
from marlerweg.demo.cast import Cast
from marlerweg.network.models import Theme, ThemeScheme
from marlerweg.way.models import Contribution

SCHEME = "2023"
HELD, NEXT = "2026-03-19", "2027-03-18"
SEATS = 60
NEXT_SEATS = 45
NEXT_PEOPLE = 52
ROOMS = (("Großer Saal", 80), ("Raum Lippe", 24), ("Raum Halde", 24))
ROUNDS = ((15, 0, 15, 40), (15, 50, 16, 30))
PROGRAMME = (
    ("arrival", "Ankommen und Kaffee", (13, 30), (14, 0), "", None),
    ("plenary", "Begrüßung und was aus der letzten Tagung wurde", (14, 0), (14, 20), "Leitung des Sozialdezernats", None),
    ("talk", "Wie es der Familie Yaldar-Brink seit dem letzten Jahr ging", (14, 20), (14, 50), "KIM-Koordination", None),
    ("round", "Erste Tischrunde", (15, 0), (15, 40), "", 1),
    ("round", "Zweite Tischrunde", (15, 50), (16, 30), "", 2),
    ("break", "Pause, Karten an der Wand", (16, 30), (16, 45), "", None),
    ("plenary", "Punkte vergeben und Abschluss", (16, 45), (17, 15), "Gesamtmoderation", None),
)  # fmt: skip
QUESTIONS = (
    "Wer fehlt im Verein, und was hält ihn ab?",
    "Wo verlieren wir Kinder zwischen Kita, Schule und Ausbildung?",
    "Wo begegnen sich Nachbarn, die sich noch nicht kennen?",
    "Wer findet keine Wohnung, und woran scheitert es?",
    "Wer könnte arbeiten, darf oder kann aber nicht?",
)
INTRODUCTION = (
    "Einen Nachmittag lang sprechen Haupt- und Ehrenamtliche an Thementischen darüber, was in der Stadt fehlt und was "
    "geht. Zuerst hören Sie, was aus den Ergebnissen vom letzten Mal geworden ist."
)
IN_ENGLISH = (
    "For one afternoon, staff and volunteers talk at tables about what is missing in the town and what can be done. "
    "First you will hear what became of last year's results."
)


class ConferenceDays:
    def __init__(self, cast: Cast, calendar: Calendar, chance: Random) -> None:
        self.cast, self.calendar, self.chance = cast, calendar, chance
        self.themes = list(Theme.objects.filter(scheme__code=SCHEME).order_by("position"))
        self.people = [cast.users[each.name] for each in cast.told.people]

    def hold(self) -> None:
        held = self._past(self.calendar.day(HELD))
        self._coming(held, self.calendar.day(NEXT))

    # --- This spring ---------------------------------------------------------------------------------------------------

    def _past(self, day: date) -> Edition:
        edition = self._prepared(day)
        office, opened = self.cast.coordinator, self._days_before(day, 60)
        actions.move(edition, Edition.State.OPEN, by=office, at=opened)
        rows = [
            self._register(edition, number, self._days_before(day, 50)) for number in range(len(self.people))
        ]
        for row in rows[5:50:15]:
            actions.cancel(row, by=office, at=self._days_before(day, 3))
        actions.move(edition, Edition.State.CLOSED, by=office, at=self._days_before(day, 1))
        self._give_tasks(edition, rows)
        self._seat(edition, self._days_before(day, 1))
        morning = self.calendar.at(day, 13, 35)
        for row in rows[:8] + rows[9:30] + rows[31:]:
            row.refresh_from_db()
            if row.state == Registration.State.REGISTERED:
                actions.check_in(row, by=self.cast.assistant, at=morning)
        actions.move(edition, Edition.State.RUNNING, by=office, at=morning)
        for phase in Edition.Phase.values[1:]:
            actions.go_to(edition, phase, by=office, at=morning + timedelta(hours=2))
        actions.close_door(edition, by=self.cast.assistant)
        self._lay_cards(edition, day)
        edition = actions.move(edition, Edition.State.DOCUMENTED, by=office, at=self.calendar.at(day, 18))
        return edition

    def _prepared(self, day: date) -> Edition:
        office, at = self.cast.coordinator, self._days_before(day, 90)
        series = actions.begin_series(
            "blickpunkt", "Blickpunkt soziale Lagen", by=office, body=self.cast.bodies.get("blickpunkt")
        )
        edition = actions.begin(
            series,
            str(day.year),
            f"Blickpunkt soziale Lagen {day.year}",
            translations={"en": f"Focus on social conditions {day.year}"},
            introduction=INTRODUCTION,
            introductions={"en": IN_ENGLISH},
            starts_on=day,
            by=office,
            at=at,
            venue="Vorführhalle Hüls-Süd",
            venue_address="Musterweg 1, Marl",
            venue_access="Haltestelle vor der Tür. Alle Räume sind ohne Stufen erreichbar.",
            theme_scheme=ThemeScheme.objects.filter(code=SCHEME).first(),
            capacity=SEATS,
            registration_opens_at=self._days_before(day, 60),
            registration_closes_at=self._days_before(day, 1),
            retention_days=400,
        )
        self._furnish(edition, day, at)
        return edition

    def _furnish(self, edition: Edition, day: date, at: datetime) -> None:
        office = self.cast.coordinator
        rooms = [
            actions.add_part(edition, Room, {"name": name, "seats": seats, "position": place}, by=office)
            for place, (name, seats) in enumerate(ROOMS)
        ]
        for place, (hour, minute, until, past) in enumerate(ROUNDS, start=1):
            moments = {
                "starts_at": self.calendar.at(day, hour, minute),
                "ends_at": self.calendar.at(day, until, past),
            }
            actions.add_part(edition, Round, {"number": place, **moments}, by=office)
        for place, (theme, question) in enumerate(zip(self.themes, QUESTIONS, strict=False), start=1):
            table = {"number": place, "theme": theme, "question": question, "seats": 12, "least": 4}
            actions.add_part(edition, Table, {**table, "room": rooms[place % len(rooms)]}, by=office)
        rounds = {each.number: each for each in edition.rounds.all()}
        for kind, title, start, end, speaker, number in PROGRAMME:
            item = {
                "kind": ProgrammeItem.Kind(kind),
                "title": title,
                "starts_at": self.calendar.at(day, *start),
                "ends_at": self.calendar.at(day, *end),
                "room": None if number else rooms[0],
                "speaker_function": speaker,
                "round": rounds[number] if number else None,
            }
            actions.add_item(edition, item, by=office, at=at)

    def _give_tasks(self, edition: Edition, rows: list[Registration]) -> None:
        for place, table in enumerate(edition.tables.all()):
            for kind, row in (("moderation", rows[place]), ("minutes", rows[place + 10])):
                actions.give_task(table, row, kind, by=self.cast.assistant)

    def _seat(self, edition: Edition, at: datetime) -> None:
        """The plan of the day: who sat together is what the map of the network tells as shared tables."""
        office = self.cast.coordinator
        plan = actions.make_plan(edition, Rules(no_theme_twice=True), by=office, at=at)
        actions.publish_plan(plan, by=office, at=at, expected=0)

    def _lay_cards(self, edition: Edition, day: date) -> None:
        """The cards from the tables are the contributions of that day."""
        tables = {table.theme.name_in("de"): table for table in edition.tables.select_related("theme")}
        said = Contribution.objects.filter(source=Contribution.Source.CONFERENCE, received_at__date=day)
        for place, contribution in enumerate(said.order_by("number")):
            named = re.match(r"Karte vom Tisch (\w+): (.+)", contribution.text, re.DOTALL)
            table = tables.get(named[1]) if named else None
            Card.objects.create(
                edition=edition,
                table=table,
                round=edition.rounds.first(),
                kind=Card.Kind.IDEA if place % 3 else Card.Kind.OBSERVATION,
                text=named[2] if named else contribution.text,
                theme=table.theme if table else None,
                position=place,
                contribution=contribution,
                written_at=self.calendar.at(day, 15, 20),
                handed_in_at=self.calendar.at(day, 16, 30),
            )

    # --- Next spring ---------------------------------------------------------------------------------------------------

    def _coming(self, held: Edition, day: date) -> None:
        office = self.cast.coordinator
        at = self.calendar.at(self.calendar.today - timedelta(days=20), 10)
        edition = actions.begin_from(
            held, str(day.year), f"Blickpunkt soziale Lagen {day.year}", starts_on=day, by=office, at=at
        )
        fields = {
            "capacity": NEXT_SEATS,
            "registration_opens_at": at,
            "translations": {"en": f"Focus on social conditions {day.year}"},
            "retention_days": 90,
        }
        edition = actions.edit(edition, fields, expected=edition.version, by=office, at=at)
        actions.move(edition, Edition.State.OPEN, by=office, at=at)
        for number in range(NEXT_PEOPLE):
            self._register(edition, number, at + timedelta(hours=number))

    def _register(self, edition: Edition, number: int, at: datetime) -> Registration:
        """Everybody of the cast once; a few need something, most wish two or three themes."""
        user = self.people[number]
        position = user.person.positions.select_related("organisation").get()
        return actions.register(
            edition,
            actions.Participant(
                name=user.name,
                person=user.person,
                organisation=position.organisation,
                function=position.role,
                engaged=position.engaged,
                interpreter="uk" if number == 20 else "",
                needs_accessible=number in {12, 33},
                access_needs="Rollstuhlplatz am Tisch" if number == 12 else "",
            ),
            wishes=self.chance.sample(self.themes, self.chance.randint(0, min(3, len(self.themes)))),
            by=self.cast.assistant,
            at=at,
        )

    def _days_before(self, day: date, days: int) -> datetime:
        return self.calendar.at(day - timedelta(days=days), 9)
