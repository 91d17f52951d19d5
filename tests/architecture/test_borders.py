"""Imports run downstairs only; the contracts stand in pyproject.toml."""

import pytest
from click.testing import CliRunner
from importlinter.cli import lint_imports_command


@pytest.mark.filterwarnings("ignore")
def test_every_contract_is_kept() -> None:
    result = CliRunner().invoke(lint_imports_command, ["--no-cache"])
    assert result.exit_code == 0, result.output
    assert "0 broken" in result.output
