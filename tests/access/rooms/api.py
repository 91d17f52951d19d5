"""Open data: everybody may read it, also by a question in the body; nothing can be written."""

from typing import Any

from marlerweg.accounts.models import User
from tests.access.matrix import ACCEPTED, HIDDEN, ONWARD, PAGE, POST_ONLY, builds, everybody, row
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
}


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
