"""Of two people who save the same version, one gets through."""

import pytest
from model_bakery import baker

from marlerweg.foundation.versions import Stale, advance
from marlerweg.way.models import Contribution


@pytest.fixture
def hint(db):
    return baker.make(Contribution, number="H-2026-0001", source="public", version=1)


def test_the_version_counts_up_in_memory_and_in_the_database(hint):
    advance(hint, expected=1)
    assert hint.version == 2
    hint.refresh_from_db()
    assert hint.version == 2


def test_the_second_on_the_same_version_is_told(hint):
    other = Contribution.objects.get(pk=hint.pk)
    advance(hint, expected=1)
    with pytest.raises(Stale):
        advance(other, expected=1)
    hint.refresh_from_db()
    assert hint.version == 2
