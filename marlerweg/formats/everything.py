"""What the formats hand up to the search over everything public: bodies that meet."""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from marlerweg.formats.models import Body
from marlerweg.formats.queries import bodies
from marlerweg.ui.everything import Found, Thing, best


def found_bodies(words: str, language: str, most: int) -> Found:
    kinds = dict(Body.Kind.choices)
    rows = bodies(AnonymousUser()).order_by("name").values_list("pk", "name", "short_name", "kind", "mandate")
    things = (
        Thing(
            title=name,
            above=short or str(kinds.get(kind, "")),
            text=mandate,
            href=reverse("formats:body", args=[key]),
        )
        for key, name, short, kind, mandate in rows
    )
    return best(words, language, most, things)
