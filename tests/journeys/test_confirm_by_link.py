"""An organisation without account confirms by the link in a letter, on a phone and without JavaScript."""

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from marlerweg.foundation.jobs.models import Job
from marlerweg.offers import actions
from tests.browser import PHONE, without_script
from tests.offers.tending.stage import published


@pytest.mark.browser
def test_one_click_confirms_and_the_link_alone_does_not(
    browser: Any, live_server: Any, transactional_db: None
) -> None:
    offer = published()
    due = offer.review_due
    assert due
    actions.ask_around(due, at=timezone.make_aware(dt.datetime.combine(due, dt.time(5, 40))))
    body = Job.objects.get(key__startswith="mail:offer.ask").arguments["args"][2]
    link = re.search(r"/angebote/stimmt-noch/\S+", body)
    assert link
    page = without_script(browser, live_server, viewport=PHONE)
    page.goto(link[0])
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sprachcafé")
    assert not offer.confirmations.exists()
    page.get_by_role("button", name="Alles stimmt noch").click()
    expect(page.get_by_text("Das Angebot ist bestätigt")).to_be_visible()
    page.context.close()
    assert offer.confirmations.get().via == "link"
