"""The interface as a validator walks it: every endpoint, every parameter, every page."""

import datetime as dt
import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marlerweg.api.hsds import endpoints
from marlerweg.offers.finding import step
from marlerweg.offers.models import Offer
from tests.api import official
from tests.cast import Cast
from tests.offers import stage

pytestmark = pytest.mark.django_db
LISTS = {
    "services": "service",
    "service_at_locations": "service_at_location",
    "organizations": "organization",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
ENVELOPE = {
    "total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents",
}  # fmt: skip


def get(client: Client, path: str, **question: Any) -> Any:
    response = client.get(f"/api/hsds/{path}", question)
    assert response.status_code == 200, response.content
    return response.json()


@pytest.fixture
def three() -> list[Offer]:
    stage.school_holidays()
    return [stage.rich_offer(stage.organisation(name)) for name in ("Brücke", "Haus im Park", "Nest")]


def test_the_front_door_names_version_profile_and_description(client: Client) -> None:
    found = get(client, "")
    assert found["version"] == "3.1.3"
    assert client.get(found["profile"].removeprefix("http://localhost:8000")).status_code == 200
    described = client.get(found["openapi_url"].removeprefix("http://localhost:8000"))
    assert described.json()["openapi"].startswith("3.1")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("full", [False, True])
@official.needed
def test_lists_and_single_records_are_valid(
    name: str, full: bool, client: Client, three: list[Offer]
) -> None:
    page = get(client, name, full="true" if full else "false")
    assert page.keys() == ENVELOPE
    assert page["size"] == len(page["contents"]) == page["total_items"] > 0
    for record in page["contents"]:
        assert not official.problems(record, LISTS[name])
        whole = get(client, f"{name}/{record['id']}")
        assert not official.problems(whole, LISTS[name])
        if name == "service_at_locations":
            assert not official.problems(whole, "service"), (
                "the official OpenAPI answers with the service here"
            )


def test_a_list_is_walked_page_by_page(client: Client, three: list[Offer]) -> None:
    pages = [get(client, "services", per_page=1, page=number) for number in (1, 2, 3)]
    assert [page["first_page"] for page in pages] == [True, False, False]
    assert [page["last_page"] for page in pages] == [False, False, True]
    assert {page["contents"][0]["id"] for page in pages} == {str(each.pk) for each in three}
    beyond = get(client, "services", per_page=1, page=4)
    assert (beyond["empty"], beyond["contents"], beyond["total_pages"]) == (True, [], 3)


def test_an_empty_directory_is_one_empty_page(client: Client) -> None:
    page = get(client, "services")
    assert (page["total_items"], page["total_pages"], page["empty"]) == (0, 1, True)
    assert page["first_page"]
    assert page["last_page"]


def test_all_filters_hold_together(client: Client, three: list[Offer]) -> None:
    term, organisation = stage.term(), three[0].organisation
    three[1].terms.clear()
    assert get(client, "services", taxonomy_term_id=term.pk)["total_items"] == 2
    assert get(client, "services", taxonomy_id=term.vocabulary_id)["total_items"] == 2
    both = get(client, "services", taxonomy_term_id=term.pk, organization_id=organisation.pk)
    assert [each["id"] for each in both["contents"]] == [str(three[0].pk)]
    neither = get(client, "services", taxonomy_term_id=term.pk, organization_id=three[1].organisation_id)
    assert neither["empty"]


def test_a_harvester_gets_what_changed_since(client: Client, three: list[Offer]) -> None:
    later = stage.NOW + dt.timedelta(days=1)
    Offer.objects.filter(pk=three[2].pk).update(changed_at=later)
    found = get(client, "services", modified_after=later.isoformat())
    assert [each["id"] for each in found["contents"]] == [str(three[2].pk)]
    assert get(client, "services", modified_after="2030-01-01")["empty"]


def test_the_minimal_form_is_id_and_date(client: Client, three: list[Offer]) -> None:
    found = get(client, "services", minimal="true")["contents"]
    assert [each.keys() for each in found] == [{"id", "modified_date"}] * 3


def test_all_at_once_as_lines(client: Client, three: list[Offer]) -> None:
    for name in ("services", "service_at_locations", "organizations"):
        response = client.get(f"/api/hsds/{name}", {"format": "ndjson", "full": "true"})
        rows = [json.loads(line) for line in b"".join(response.streaming_content).splitlines()]  # type: ignore[attr-defined]
        assert len(rows) == 3


def test_near_a_postcode(client: Client, three: list[Offer]) -> None:
    far = three[0].venues.get().place
    far.postcode, far.latitude = "44135", 51.51
    far.save()
    assert (
        get(client, "service_at_locations", postcode="45770")["total_items"] == 3
    )  # the first one serves the district
    assert get(client, "service_at_locations", postcode="45770", proximity=1000)["total_items"] == 2
    assert get(client, "service_at_locations", postcode="45770", proximity=50_000)["total_items"] == 3
    assert get(client, "service_at_locations", postcode="99999")["empty"]
    assert client.get("/api/hsds/service_at_locations", {"proximity": 5}).status_code == 400


def test_full_text_search_is_that_of_the_directory(client: Client, three: list[Offer]) -> None:
    stage.offer(three[0].organisation, title="Schwimmkurs")
    step.rebuild()
    found = get(client, "services", search="schwimmkurse")
    assert [each["name"] for each in found["contents"]] == ["Schwimmkurs"]


def test_organisations_bring_their_services_when_asked(client: Client, three: list[Offer]) -> None:
    found = get(client, f"organizations/{three[0].organisation_id}", full_service="true")
    assert [each["id"] for each in found["services"]] == [str(three[0].pk)]
    assert "services" not in get(client, f"organizations/{three[0].organisation_id}")
    listed = get(client, "organizations", full_service="true", search="Brücke")
    assert len(listed["contents"]) == 1


def test_an_organisation_nobody_should_see_is_not_there(client: Client) -> None:
    hidden = stage.organisation("Verborgen", is_listed=False)
    assert get(client, "organizations")["empty"]
    assert client.get(f"/api/hsds/organizations/{hidden.pk}").status_code == 404


def test_drafts_are_not_there(client: Client) -> None:
    draft = stage.offer(state=Offer.State.DRAFT)
    assert get(client, "services")["empty"]
    assert client.get(f"/api/hsds/services/{draft.pk}").status_code == 404


def test_terms_can_be_narrowed(client: Client) -> None:
    first = stage.term("frauen")
    child = stage.term("muetter")
    child.parent, child.position = first, 1
    child.save()
    of_list = get(client, "taxonomy_terms", taxonomy_id=first.vocabulary_id)["contents"]
    assert [each["code"] for each in of_list] == ["frauen", "muetter"]
    assert [each["code"] for each in get(client, "taxonomy_terms", parent_id=first.pk)["contents"]] == [
        "muetter"
    ]
    top = get(client, "taxonomy_terms", taxonomy_id=first.vocabulary_id, top_only="true")["contents"]
    assert [each["code"] for each in top] == ["frauen"]
    assert all(each["description"] for each in get(client, "taxonomy_terms", per_page=500)["contents"])


def test_the_same_question_in_the_body(client: Client, three: list[Offer]) -> None:
    for name in LISTS:
        response = client.post(f"/api/hsds/{name}", {"per_page": 1}, content_type="application/json")
        assert response.status_code == 200
        assert response.json()["size"] == 1


@pytest.mark.parametrize(
    "question",
    ["page=0", "page=x", "per_page=5000", "taxonomy_term_id=7", "modified_after=gestern", "format=xml"],
)
def test_a_question_that_makes_no_sense_is_told_so(question: str, client: Client) -> None:
    response = client.get(f"/api/hsds/services?{question}")
    assert response.status_code == 400
    assert question.partition("=")[0] in response.json()["detail"]


def test_who_has_it_already_gets_nothing_again(client: Client, three: list[Offer]) -> None:
    first = client.get("/api/hsds/services")
    again = client.get("/api/hsds/services", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Offer.objects.filter(pk=three[0].pk).update(cost="free")
    full = client.get("/api/hsds/services", {"full": "true"}, headers={"if-none-match": first["ETag"]})
    assert full.status_code == 200


def test_answers_are_packed_and_open_to_other_sites(client: Client, three: list[Offer]) -> None:
    response = client.get("/api/hsds/services", {"full": "true"}, headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "max-age" in response["Cache-Control"]
    assert not response.cookies


def test_texts_come_in_the_language_asked_for(client: Client, three: list[Offer]) -> None:
    path = f"services/{three[0].pk}"
    assert get(client, path, lang="uk")["name"] == "Мовне кафе"
    spoken = client.get(f"/api/hsds/{path}", headers={"accept-language": "uk-UA,de;q=0.5"})
    assert spoken.json()["name"] == "Мовне кафе"
    assert get(client, path)["name"] == "Sprachcafé"


@pytest.mark.parametrize("name", ["services", "service_at_locations", "organizations"])
def test_three_cost_as_many_queries_as_one(name: str, client: Client) -> None:
    def asked() -> int:
        get(client, name, full="true", full_service="true")
        with CaptureQueriesContext(connection) as captured:
            get(client, name, full="true", full_service="true")
        return len([each for each in captured if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))])

    stage.rich_offer()
    one = asked()
    for other in ("Brücke", "Nest"):
        stage.rich_offer(stage.organisation(other))
    assert asked() == one <= (20 if name == "organizations" else 15)


def test_nobody_is_known_at_an_open_address(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    with CaptureQueriesContext(connection) as captured:
        response = get_response(client)
    assert not [each for each in captured if "session" in each["sql"] or "accounts_user" in each["sql"]]
    assert not response.cookies


def get_response(client: Client) -> Any:
    return client.get("/api/hsds/taxonomies")


def test_nothing_there_is_said_so(client: Client) -> None:
    for name in LISTS:
        response = client.get(f"/api/hsds/{name}/{uuid4()}")
        assert response.status_code == 404
        assert response.json()["detail"]


def test_the_description_is_sound_and_names_every_endpoint() -> None:
    from openapi_spec_validator import validate

    described = json.loads(
        json.dumps(endpoints.interface.get_openapi_schema(path_prefix="/api/hsds/"), default=str)
    )
    validate(described)
    paths = {path.removeprefix("/api/hsds") for path in described["paths"]}
    assert {"/", *(f"/{name}" for name in LISTS)} <= paths
    for path, methods in described["paths"].items():
        assert path == "/api/hsds/" or {"400", "404"} <= methods["get"]["responses"].keys()


@official.needed
def test_every_parameter_of_the_official_description_is_there() -> None:
    wanted = json.loads((official.FOLDER / "schema" / "openapi.json").read_text(encoding="utf-8"))
    ours = endpoints.interface.get_openapi_schema(path_prefix="/api/hsds/")["paths"]
    for path, methods in wanted["paths"].items():
        mine = ours["/api/hsds" + path.replace("{id}", "{key}")]
        assert methods.keys() & {"get", "post"} <= mine.keys()
        named = {
            each.get("name") or each["$ref"].rsplit("/", 1)[1]
            for each in methods["get"].get("parameters", [])
        }
        assert named <= {each["name"] for each in mine["get"].get("parameters", [])}, path
