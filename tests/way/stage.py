"""A small town in which the stories of the Way play."""

import datetime as dt

from marlerweg.formats.models import Body
from marlerweg.kodex.models import Value, Version
from marlerweg.network.models import District, Organisation, Theme, ThemeScheme

NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 23)


class Stage:
    """Invented places and bodies; rows are made when the stage is set."""

    def __init__(self) -> None:
        scheme = ThemeScheme.objects.create(code="probe", name="Probe", is_current=True)
        self.housing = Theme.objects.create(
            scheme=scheme, code="wohnen", names={"de": "Wohnen", "uk": "Житло", "en": "Housing"}
        )
        self.school = Theme.objects.create(
            scheme=scheme, code="bildung", names={"de": "Bildung", "en": "Education"}, position=1
        )
        self.north = District.objects.create(key="91", name="Nordstadt")
        self.south = District.objects.create(key="92", name="Südstadt")
        self.welfare = Organisation.objects.create(name="Wohlfahrt Erlenau", kind=Organisation.Kind.WELFARE)
        self.office = Organisation.objects.create(name="Sozialamt Erlenau", kind=Organisation.Kind.OFFICE)
        self.steering_group = Body.objects.create(
            name="Steuerungsgruppe", kind=Body.Kind.STEERING_GROUP, decision_right="decides"
        )
        self.working_group = Body.objects.create(
            name="AG Wohnen", kind=Body.Kind.WORKING_GROUP, decision_right="advises"
        )
        self.county = Body.objects.create(
            name="Lenkungsgruppe des Kreises",
            kind=Body.Kind.UPPER_LEVEL,
            level="kreis",
            decision_right="decides",
        )
        version = Version.objects.create(code="probe", name="Probe", is_current=True)
        self.respect = Value.objects.create(version=version, code="respekt", name="Respekt")
