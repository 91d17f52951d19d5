"""Open data: everybody may read it, also by a question in the body; nothing can be written."""

from typing import Any

from marlerweg.accounts.models import User
from tests.access.matrix import ACCEPTED, PAGE, builds, everybody, row
from tests.cast import Cast
from tests.offers import stage

READ = row(everybody(PAGE), public=True)
ASKED = row(everybody(PAGE), post=everybody(ACCEPTED), public=True)

ROWS = {
    "hsds_profile": READ,
    "hsds_package": READ,
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
