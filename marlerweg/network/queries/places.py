"""The town and its districts: public facts."""

from django.db.models import QuerySet

from marlerweg.network.models import District, DistrictAlias, Source, Town
from marlerweg.network.rules.districts import Named, candidates


def town() -> Town | None:
    return Town.objects.first()


def districts() -> QuerySet[District]:
    return District.objects.prefetch_related("aliases")


def aliases() -> QuerySet[DistrictAlias]:
    return DistrictAlias.objects.prefetch_related("districts")


def find_district(said: str) -> list[District]:
    """Whom „Hüls“, „Stadtmitte“ or „huels sued“ may mean; several where the name is not unique, none where unknown."""
    known = {district.pk: district for district in District.objects.all()}
    names = [Named(district.name, (district.pk,)) for district in known.values()]
    names += [Named(alias.name, tuple(each.pk for each in alias.districts.all())) for alias in aliases()]
    here = town()
    return [known[key] for key in candidates(said, names, town=here.name if here else "")]


def sources_of(keys: list[str]) -> list[Source]:
    """The titles behind the source keys of a fact, in their order."""
    found = Source.objects.in_bulk(keys)
    return [found[key] for key in keys if key in found]
