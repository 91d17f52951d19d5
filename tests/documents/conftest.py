from pathlib import Path

import pytest

from marlerweg.foundation.documents import prepare_fonts

NODE_MODULES = Path(__file__).parents[2] / "node_modules"


@pytest.fixture(scope="session")
def fonts_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fonts")
    prepare_fonts(NODE_MODULES, folder)
    return folder
