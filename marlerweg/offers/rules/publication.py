"""What still stands between an offer and the public."""

from marlerweg.offers.rules.content import Content

AT_A_PLACE = frozenset({"on_site"})
SHORTEST_TITLE = 3


def missing_for_publication(content: Content) -> list[str]:
    """Keys of what is missing, in the order of the form; times and conditions may be unknown, a way to reach it may not."""
    german = content.german
    wanting = {
        "title": len(german.title.strip()) < SHORTEST_TITLE,
        "summary": not german.summary.strip() and not german.body.strip(),
        "themes": not content.themes,
        "place": needs_place(content) and not content.venues,
        "contact": not is_reachable(content),
        "districts": not content.whole_town and not content.districts,
    }
    return [name for name, is_missing in wanting.items() if is_missing]


def worth_adding(content: Content) -> list[str]:
    """Not needed, but people ask for it: keys in the order of the form."""
    wanting = {
        "times": not content.slots and not content.by_appointment,
        "delivery": not content.delivery,
        "ways_in": not content.ways_in,
        "conditions": not content.conditions,
        "cost": content.cost == "unknown",
        "spoken": not content.spoken,
        "translations": len(content.texts) < 2,
    }
    return [name for name, is_missing in wanting.items() if is_missing]


def needs_place(content: Content) -> bool:
    """Whoever should come somewhere must be told where; nothing recorded means: on site."""
    return not content.delivery or bool(AT_A_PLACE & set(content.delivery))


def is_reachable(content: Content) -> bool:
    """A contact, a page to register on, or an open door."""
    door = bool(content.venues) and "walk_in" in content.ways_in
    return bool(content.contacts or content.registration_address or door)
