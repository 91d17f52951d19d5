"""From offers to the documents of the index: their words, and the facets by which they are filtered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db.models import Prefetch, QuerySet

from marlerweg.foundation.searching.lexicon import LESS, VAGUE
from marlerweg.foundation.searching.results import Document
from marlerweg.foundation.texts import SHOWN
from marlerweg.network.models import District
from marlerweg.offers.models import Condition, Offer, OfferText, Slot, Term, Venue
from marlerweg.offers.rules.finding import ages, times_of_day

FIELDS = ("summary", "for_whom", "cost_note", "registration_note", "access_note")
EVERY_DAY = range(1, 8)


def with_everything(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    """What a document is made of, in a fixed number of queries."""
    venues = Venue.objects.select_related("place__district")
    return offers.select_related("organisation").prefetch_related(
        Prefetch("venues", venues), "texts", "themes", "terms", "districts", "slots", "conditions", "partners"
    )


def documents_of(offers: Iterable[Offer], all_districts: Sequence[District]) -> Iterator[Document]:
    """One document per text that readers may see; drafts of texts stay out."""
    for offer in offers:
        facets = facets_of(offer, all_districts)
        concepts = sorted(concepts_of(offer))
        for text in offer.texts.all():
            if text.state in SHOWN:
                yield Document(
                    str(offer.pk),
                    text.language,
                    text.title,
                    text.body,
                    {**words_of(text), **surroundings(offer, text.language)},
                    facets,
                    concepts,
                )


def words_of(text: OfferText) -> dict[str, str]:
    return {name: getattr(text, name) for name in FIELDS}


def surroundings(offer: Offer, language: str) -> dict[str, str]:
    """Who, where and what about: words that stand in no text and that people search by."""
    places = [venue.place for venue in offer.venues.all()]
    return {
        "organisation": " ".join(
            f"{each.name} {each.short_name}" for each in (offer.organisation, *offer.partners.all())
        ),
        "place": " ".join(
            " ".join(filter(None, (place.name, place.street, place.district.name if place.district else "")))
            for place in places
        ),
        "themes": " ".join(theme.name_in(language) for theme in offer.themes.all()),
        "terms": " ".join(
            " ".join([term.name_in(language), *said(term.words, language)]) for term in offer.terms.all()
        ),
    }


def said(words: Mapping[str, Iterable[str]], language: str) -> list[str]:
    """Everyday words without their marks."""
    return [word.lstrip(VAGUE + LESS) for word in words.get(language, ())]


def concepts_of(offer: Offer) -> set[str]:
    """Concepts of the lexicon that the offer is filed under, through its terms and themes."""
    terms = {
        concept for term in offer.terms.all() for concept in (term.concept, own_concept(term)) if concept
    }
    return terms | {theme_concept(theme.code) for theme in offer.themes.all()}


def own_concept(term: Term) -> str:
    return f"term-{term.code}"


def theme_concept(code: str) -> str:
    return f"theme-{code}"


def facets_of(offer: Offer, all_districts: Sequence[District]) -> dict[str, set[str]]:
    places = [venue.place for venue in offer.venues.all()]
    return {
        "theme": {theme.code for theme in offer.themes.all()},
        "district": districts_of(offer, all_districts),
        "spoken": set(offer.spoken),
        "term": {term.code for term in offer.terms.all()},
        "cost": {offer.cost},
        "delivery": set(offer.delivery),
        "access": {"step_free"} if any(place.step_free for place in places) else set(),
        "when": {bucket for slot in offer.slots.all() for bucket in times_of(slot)},
        "age": ages(age_limits(offer)),
        "organisation": {str(offer.organisation_id), *(str(each.pk) for each in offer.partners.all())},
    }


def districts_of(offer: Offer, all_districts: Sequence[District]) -> set[str]:
    """Where it takes place and for whom it is; without a place in town, every district it serves."""
    at = {place.district.key for place in (venue.place for venue in offer.venues.all()) if place.district}
    served = {district.key for district in offer.districts.all()}
    if not at and not served and offer.whole_town:
        return {district.key for district in all_districts}
    return at | served


def age_limits(offer: Offer) -> Mapping[str, int] | None:
    found = [each for each in offer.conditions.all() if each.kind == Condition.Kind.AGE and each.restricts]
    return found[0].allowed if found else None


def times_of(slot: Slot) -> set[str]:
    """Holidays aside: when in the week this slot usually runs."""
    if slot.rhythm == Slot.Rhythm.ONCE:
        days = [slot.on.isoweekday()] if slot.on else []
    elif slot.rhythm == Slot.Rhythm.MONTHLY_BY_DAY:
        days = []
    else:
        days = list(slot.days) or list(EVERY_DAY)
    return times_of_day(days, slot.opens, slot.closes)
