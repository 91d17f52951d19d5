"""What the quick `make check` leaves to `make test`: modules that alone take more seconds than a person waits for."""

from pathlib import Path

import pytest

SLOW = {
    "access/test_headers.py",
    "access/test_matrix.py",
    "accounts/test_entrance.py",
    "api/test_hsds_contract.py",
    "api/test_hsds_interface.py",
    "architecture/test_query_budget.py",
    "architecture/test_settings.py",
    "conferences/test_at_once.py",
    "conferences/test_at_the_table.py",
    "conferences/test_dots.py",
    "conferences/test_golfers.py",
    "conferences/test_laws_of_places.py",
    "conferences/test_laws_of_versions.py",
    "conferences/test_papers.py",
    "conferences/test_planner.py",
    "conferences/test_planning_later.py",
    "conferences/test_pricing.py",
    "conferences/test_replan.py",
    "conferences/test_table_plans.py",
    "config/test_backup.py",
    "config/test_durability.py",
    "config/test_serving.py",
    "demo/test_building.py",
    "demo/test_copies.py",
    "demo/test_offering.py",
    "demo/test_query_budget.py",
    "demo/test_town.py",
    "documents/test_fonts.py",
    "foundation/test_jobs_workers.py",
    "network/test_views.py",
    "offers/finding/test_index.py",
    "offers/finding/test_pages.py",
    "offers/tending/test_order.py",
    "offers/tending/test_pages.py",
    "offers/test_directory_queries.py",
    "offers/times/test_feed.py",
    "offers/times/test_open_referral.py",
    "offers/times/test_openstreetmap.py",
    "places/test_loading.py",
    "places/test_no_town_in_the_code.py",
    "places/test_rules.py",
    "portal/test_public_languages.py",
    "way/test_laws.py",
    "way/test_queries_per_page.py",
}


TESTS = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for name in SLOW:
        if not (TESTS / name).is_file():
            raise pytest.UsageError(f"tests/pace.py names {name}, which is gone")
    for item in items:
        if item.path.is_relative_to(TESTS) and item.path.relative_to(TESTS).as_posix() in SLOW:
            item.add_marker(pytest.mark.slow)
