import pytest

from tests.ui import pages


@pytest.fixture
def notes(settings):
    """The test pages are there, and nothing has been written yet."""
    settings.ROOT_URLCONF = "tests.ui.pages"
    pages.notes.clear()
    return pages.notes
