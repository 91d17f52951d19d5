"""What the network hands up to the search over everything public: organisations that are listed."""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from marlerweg.network.queries.organisation import organisations
from marlerweg.ui.everything import Found, Thing, best


def found_organisations(words: str, language: str, most: int) -> Found:
    rows = organisations(AnonymousUser()).order_by("name").values_list("pk", "name", "short_name", "tasks")
    things = (
        Thing(title=name, above=short, text=tasks, href=reverse("network:organisation", args=[key]))
        for key, name, short, tasks in rows
    )
    return best(words, language, most, things)
