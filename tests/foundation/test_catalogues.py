"""Messages are found wherever a template says them."""

from pathlib import Path

import pytest

from marlerweg.foundation import catalogues

PLURAL = """<ul>
  {% if many %}
    {% blocktranslate trimmed count number=count %}
      Ein Angebot (neu)
    {% plural %}
      {{ number }} Angebote
    {% endblocktranslate %}
  {% endif %}
      {% translate "Später" as later %}
</ul>
"""


def said(tmp_path: Path, text: str) -> list[str | tuple[str, ...]]:
    page = tmp_path / "page.html"
    page.write_text(text, encoding="utf-8")
    return [message for _line, message, _context in catalogues.messages(page)]


def test_an_indented_plural_is_found(tmp_path: Path) -> None:
    assert said(tmp_path, PLURAL) == [("Ein Angebot (neu)", "%(number)s Angebote"), "Später"]


def test_nor_is_a_step_back_to_where_no_line_stood(tmp_path: Path) -> None:
    assert said(tmp_path, '    {% translate "Eins" %}\n  {% translate "Zwei" %}\n') == ["Eins", "Zwei"]


@pytest.mark.parametrize("indent", ["", "  ", "\t", "        "])
def test_indentation_is_none_of_our_business(tmp_path: Path, indent: str) -> None:
    assert said(
        tmp_path, f'<p>\n{indent}{{% translate "Eins" %}}\n{indent * 2}{{% translate "Zwei" %}}\n</p>'
    ) == [
        "Eins",
        "Zwei",
    ]
