"""Questions nobody thought of, made from our own description: every answer must be one that it names."""

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings

from marlerweg.api.hsds import endpoints
from tests.offers import stage

NAMED = {200, 400, 404}


def operations() -> list[Any]:
    described = endpoints.interface.get_openapi_schema(path_prefix="/api/hsds/")
    found = [each.ok() for each in schemathesis.openapi.from_dict(described).get_all_operations()]
    return [each for each in found if each.method.lower() == "get"]


def asking(operation: Any) -> Callable[[], None]:
    """The law for one address: whatever fits the description gets a named answer."""

    @settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        response = Client().get(case.formatted_path, case.query or {})
        assert response.status_code in NAMED, (case.formatted_path, case.query)

    return ask


@pytest.mark.django_db
@pytest.mark.parametrize("operation", operations(), ids=lambda each: each.path)
def test_every_answer_is_one_that_the_description_names(operation: Any) -> None:
    stage.rich_offer()
    asking(operation)()


def test_all_addresses_are_asked() -> None:
    assert len(operations()) == 11
