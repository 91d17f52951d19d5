"""Open data: everybody may read it, also by a question in the body; what comes in from elsewhere is for stewards."""

from typing import Any

from marlerweg.accounts.models import User
from marlerweg.api.models import Likeness, TakenRow, Taking
from marlerweg.foundation import clock
from tests.access.matrix import ACCEPTED, HIDDEN, ONWARD, PAGE, POST_ONLY, builds, everybody, row
from tests.access.rooms.network import KEPT, KEPT_DEED, stewards
from tests.cast import Cast
from tests.offers import stage

READ = row(everybody(PAGE), public=True)
ASKED = row(everybody(PAGE), post=everybody(ACCEPTED), public=True)

APP = (
    "children", "pages", "page", "post", "parents", "locations", "location_categories", "events", "news", "news_slash",
    "imprint", "disclaimer", "offers", "extras", "fcm",
)  # fmt: skip

ROWS = {
    "integreat_regions": READ,
    "integreat_region": READ,
    "integreat_languages": READ,
    "integreat_feedback": row(POST_ONLY, post=everybody(ACCEPTED), public=True),
    "integreat_pdf": row(everybody(ONWARD), public=True),
    **{f"integreat_{name}": READ for name in APP},
    "integreat_page": row(everybody(HIDDEN), public=True),
    "integreat_post": row(everybody(HIDDEN), public=True),
    "hsds_profile": READ,
    "hsds_package": READ,
    "match": row(POST_ONLY, post=everybody(ACCEPTED), public=True),
    "hsds:openapi-json": READ,
    "hsds:api-root": READ,
    "hsds:home": READ,
    "hsds:services": ASKED,
    "hsds:service": READ,
    "hsds:service_at_locations": ASKED,
    "hsds:service_at_location": READ,
    "hsds:organizations": ASKED,
    "hsds:organization": READ,
    "hsds:taxonomies": ASKED,
    "hsds:taxonomy": READ,
    "hsds:taxonomy_terms": ASKED,
    "hsds:taxonomy_term": READ,
    # The same addresses once more: the interface names each way of asking.
    "hsds:services_by_post": ASKED,
    "hsds:service_at_locations_by_post": ASKED,
    "hsds:organizations_by_post": ASKED,
    "hsds:taxonomies_by_post": ASKED,
    "hsds:taxonomy_terms_by_post": ASKED,
    "taking:runs": row(stewards(PAGE)),
    "taking:new": KEPT,
    "taking:run": KEPT,
    "taking:run#under_way": KEPT,
    "taking:state": row(stewards(ONWARD)),
    "taking:order": KEPT_DEED,
    "taking:try_again": KEPT_DEED,
    "taking:stop": KEPT_DEED,
    "taking:drop": KEPT_DEED,
    "taking:answer": KEPT_DEED,
}


def a_run(cast: Cast, **more: Any) -> Taking:
    given = {
        "format": "hsds",
        "file_name": "anderswo.json",
        "content": b"[]",
        "reader": "de",
        "state": "tried",
    }
    at = {"asked_by": cast.coordinator, "asked_at": clock.now(), "heard_at": clock.now()}
    return Taking.objects.create(**{**given, **at, **more})


@builds("taking:run", "taking:state", "taking:order", "taking:try_again", "taking:drop", "taking:answer")
def a_tried_run(cast: Cast, actor: User | None) -> dict[str, Any]:
    found = a_run(cast, counts={"new": 1, "refused": 1}, rows_in_all=2)
    for number, result in enumerate(("new", "refused"), 1):
        TakenRow.objects.create(taking=found, number=number, rank=2 - number, result=result, about="Kurs")
    Likeness.objects.create(
        system="hsds",
        key="1",
        name="Nachbarschaft",
        organisation=stage.organisation(),
        taking=found,
        reasons=["name"],
    )
    return {"key": found.pk}


@builds("taking:run#under_way", "taking:stop")
def a_run_under_way(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": a_run(cast, state="waiting").pk}


@builds("integreat_region", "integreat_languages")
def a_region(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"region": "stadt"}


@builds("integreat_pdf", *(f"integreat_{name}" for name in APP))
def a_language_of_the_region(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"region": "stadt", "language": "de"}


@builds("integreat_feedback")
def about_the_search(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"region": "stadt", "language": "de", "about": "search"}


@builds("hsds:service")
def a_service(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": stage.offer().pk}


@builds("hsds:service_at_location")
def a_venue(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": stage.rich_offer().venues.get().pk}


@builds("hsds:organization")
def an_organisation(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": stage.organisation().pk}


@builds("hsds:taxonomy")
def a_vocabulary(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": stage.term().vocabulary_id}


@builds("hsds:taxonomy_term")
def a_term(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": stage.term().pk}
