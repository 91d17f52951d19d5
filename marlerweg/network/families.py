"""Kinds of organisations in the few families that a map can show side by side."""

from django.utils.translation import gettext_lazy as _

from marlerweg.foundation.words import Text
from marlerweg.network.models import Organisation

Kind = Organisation.Kind

FAMILIES: dict[str, tuple[Text, frozenset[str]]] = {
    "administration": (
        _("Verwaltung"),
        frozenset({Kind.MUNICIPALITY, Kind.OFFICE, Kind.COUNTY, Kind.STATE, Kind.FEDERAL, Kind.LABOUR}),
    ),
    "politics": (_("Politik"), frozenset({Kind.POLITICS})),
    "welfare": (_("Wohlfahrt und Beratung"), frozenset({Kind.WELFARE, Kind.COUNSELLING, Kind.UNION})),
    "neighbourhood": (_("Stadtteile"), frozenset({Kind.NEIGHBOURHOOD_OFFICE})),
    "education": (_("Bildung und Jugend"), frozenset({Kind.SCHOOL, Kind.CHILDCARE, Kind.YOUTH})),
    "faith": (_("Religion und Dialog"), frozenset({Kind.FAITH, Kind.DIALOGUE})),
    "clubs": (
        _("Vereine und Initiativen"),
        frozenset({Kind.ASSOCIATION, Kind.MIGRANT_ORGANISATION, Kind.SPORT, Kind.INITIATIVE}),
    ),
    "others": (_("Weitere"), frozenset({Kind.BUSINESS, Kind.OTHER})),
}
FAMILY_OF = {kind: family for family, (_label, kinds) in FAMILIES.items() for kind in kinds}


def family_of(kind: str) -> str:
    return FAMILY_OF.get(kind, "others")


def label_of(family: str) -> str:
    return str(FAMILIES[family][0])
