"""On a phone, in Ukrainian: a full house, the waiting list, somebody cancels by the link, the place is there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page, expect

from marlerweg.conferences import links
from marlerweg.conferences.links import Purpose
from marlerweg.conferences.models import Registration
from marlerweg.foundation import clock
from marlerweg.foundation.jobs import worker
from tests.browser import PHONE, without_script
from tests.conferences.hall import furnished, register

NAME = "Оксана Приклад"


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_waiting_list_to_a_place(
    script: bool,
    page: Page,
    browser: Any,
    live_server: Any,
    transactional_db: None,
    looked_at: Callable[[Page, str], None],
) -> None:
    hall = furnished(capacity=1)
    first = register(hall, "Erster Gast")
    phone = page if script else without_script(browser, live_server, viewport=PHONE)
    phone.set_viewport_size(PHONE)
    with translation.override("uk"):
        phone.goto(live_server.url + reverse("conferences:edition", args=[hall.code]))
    phone.get_by_role("link", name="Зареєструватися на конференцію").click()
    expect(phone.get_by_text("Усі місця зайняті")).to_be_visible()
    phone.get_by_label("Ваше ім’я").fill(NAME)
    phone.get_by_label("Електронна пошта").or_(phone.locator("[name=mail]")).first.fill("oksana@cast.example")
    phone.locator("[name=wish_1]").select_option(index=1)
    phone.wait_for_timeout(3_500)
    phone.get_by_role("button", name="Зареєструватися", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Ви у списку очікування")
    expect(phone.get_by_text("Ви наступні в черзі.").or_(phone.get_by_text("Перед вами"))).to_be_visible()
    if script:
        looked_at(phone, "conference waiting uk")
    own = phone.url

    leaving = links.secret(Purpose.REGISTRATION, first.pk)
    phone.goto(live_server.url + reverse("conferences:own", args=[leaving]))
    phone.locator("summary", has_text="Teilnahme absagen").click()
    phone.get_by_role("button", name="Ja, absagen").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Sie sind abgemeldet")

    worker.work_off(at=clock.now())
    told = next(
        letter
        for letter in mail.outbox
        if letter.to == ["oksana@cast.example"] and "У вас є" in letter.subject
    )
    assert own.removeprefix(live_server.url) in told.body
    phone.goto(own)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("У вас є місце")
    assert Registration.objects.get(name=NAME).moved_up_at is not None
    if not script:
        phone.context.close()
