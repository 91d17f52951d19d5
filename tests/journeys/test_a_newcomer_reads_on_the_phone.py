"""On a phone, in the newcomer's own language: nothing is cut off, and right-to-left runs from the right."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page

from marlerweg.foundation import languages
from marlerweg.way import actions, follow_up
from tests.browser import PHONE
from tests.cast import Cast
from tests.way.stage import NOW, Stage

WORDS = {
    "ar": ("لا نجد شقة لعائلتنا منذ عامين.", "سكن للعائلات الكبيرة"),
    "fa": ("دو سال است که خانه‌ای پیدا نمی‌کنیم.", "خانه برای خانواده‌های بزرگ"),
    "uk": ("Ми два роки не можемо знайти квартиру.", "Житло для великих родин"),
    "tr": ("İki yıldır ev bulamıyoruz.", "Büyük aileler için konut"),
    "de-simple": ("Wir finden keine Wohnung.", "Wohnungen für große Familien"),
    "en": ("We have been looking for a flat for two years.", "Housing for large families"),
}


@pytest.mark.parametrize("language", WORDS)
def test_the_public_pages_fit_and_run_in_the_right_direction(
    language: str,
    stage: Stage,
    cast: Cast,
    page: Page,
    live_server: Any,
    looked_at: Callable[[Page, str], None],
) -> None:
    said, title = WORDS[language]
    contribution = actions.speak_publicly(said, language=language, at=NOW, theme=stage.housing, seconds=40)
    need = actions.open_need(
        title, theme=stage.housing, by=cast.coordinator, at=NOW, contributions=[contribution]
    )
    for code in dict.fromkeys(("de", language)):
        actions.word(need, said, title=title, language=code, by=cast.coordinator, at=NOW)
    actions.approve_wording(need, by=cast.coordinator, at=NOW)
    page.set_viewport_size(PHONE)
    with translation.override(language):
        paths = {
            "start": reverse("portal:start"),
            "speak": reverse("way:speak"),
            "follow": reverse("way:follow", args=[follow_up.token(contribution.pk)]),
            "outcomes": reverse("way:outcomes"),
        }
    for name, path in paths.items():
        page.goto(f"{live_server.url}{path}")
        assert page.evaluate("document.documentElement.lang") == language
        assert page.evaluate("document.documentElement.dir") == languages.BY_CODE[language].direction
        looked_at(page, f"{language} {name}")
