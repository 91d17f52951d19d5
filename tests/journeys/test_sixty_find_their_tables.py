"""(f) Sixty people registered: the coordination plans, reads the proof, moves somebody by mouse and by keyboard, plans anew."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from marlerweg.conferences import queries
from marlerweg.conferences.models import Edition, Registration
from marlerweg.conferences.rules.seats import people_in, shifts, swapped
from marlerweg.conferences.verification import verify
from tests.cast import Cast
from tests.conferences.hall import full, moment, register


@pytest.mark.browser
def test_sixty_registrations_become_a_published_plan(
    transactional_db: None,
    cast: Cast,
    live_server: Any,
    signed_in: Any,
    looked_at: Callable[[Page, str], None],
) -> None:
    hall = full(state="closed")
    office = signed_in(cast.coordinator)
    office.goto(f"{live_server.url}/tagung/{hall.code}/tischplan/")
    office.get_by_role("link", name="Plan rechnen").click()
    looked_at(office, "plan-1-form")
    office.get_by_role("button", name="Plan rechnen").click()
    expect(office.get_by_role("heading", name="Bescheinigung")).to_be_visible()
    expect(office.get_by_text("Alle festen Regeln sind eingehalten.").first).to_be_visible()
    looked_at(office, "plan-2-certificate")
    office.get_by_text("Veröffentlichen", exact=True).click()
    office.get_by_role("button", name="Ja, ausführen").click()
    expect(office.locator("#meldungen")).to_contain_text("Fassung 1 gilt jetzt")

    plan = hall.plans.get()
    one, other = an_exchange(plan)
    first_round = office.locator("section[data-round='1']")
    held = first_round.locator(f"[data-person='{one}']")
    expect(held).to_have_attribute("draggable", "true")  # the page is there before its script is
    # Nobody lets go of what they cannot see: both seats are in sight, so that nothing scrolls under the held mouse.
    office.set_viewport_size({"width": 1280, "height": 6_000})
    held.drag_to(first_round.locator(f"[data-person='{other}']"))
    expect(office.locator("#wirkung")).to_contain_text("Was sich an den Zielen ändert", timeout=20_000)
    for moved in Registration.objects.filter(pk__in=[one, other]):
        expect(office.locator("#wirkung")).to_contain_text(moved.name)
    office.set_viewport_size({"width": 1280, "height": 900})
    looked_at(office, "plan-3-by-mouse")
    office.get_by_role("button", name="Verwerfen").click()
    expect(office.locator("#wirkung")).to_be_hidden()

    first_round.locator(f"[data-person='{one}'] a").focus()
    office.keyboard.press("Enter")
    expect(office.locator("select[name=person]")).to_have_value(one)
    office.locator("select[name=tausch]").select_option(other)
    expect(office.locator("#wirkung")).to_contain_text("Was sich an den Zielen ändert", timeout=20_000)
    looked_at(office, "plan-4-by-keyboard")
    office.get_by_role("button", name="Als neue Fassung speichern").press("Enter")
    expect(office.locator("#meldungen")).to_contain_text("Gespeichert als Fassung 2")

    Edition.objects.filter(pk=hall.pk).update(state="running")
    missing = list(hall.registrations.order_by("number")[:3])
    hall.registrations.exclude(pk__in=[row.pk for row in missing]).update(
        state=Registration.State.ATTENDED, checked_in_at=moment(9)
    )
    for name in ("Gast Eins", "Gast Zwei"):
        register(hall, name, by=cast.coordinator).rounds.set(hall.rounds.all())
    office.goto(f"{live_server.url}/tagung/{hall.code}/tischplan/1/neu-planen/")
    expect(office.get_by_text("Noch ohne Tisch:")).to_contain_text("Gast Eins")
    for guest in hall.registrations.filter(name__startswith="Gast"):
        office.get_by_label(guest.name).uncheck()
    looked_at(office, "plan-5-replan")
    office.get_by_role("button", name="Neu planen").click()
    expect(office.get_by_text("Wer wechselt wohin")).to_be_visible()
    looked_at(office, "plan-6-who-moves")
    office.get_by_role("button", name="Fassung 3 veröffentlichen").click()
    expect(office.locator("#meldungen")).to_contain_text("Fassung 3 gilt jetzt")
    looked_at(office, "plan-7-published")

    now = queries.published_plan(hall)
    assert now is not None
    assert now.number == 3
    assert hall.plans.count() == 3
    assert not people_in(now.seats) & {str(row.pk) for row in missing}
    assert {"Gast Eins", "Gast Zwei"} == {row.name for row in hall.registrations.filter(pk__in=people_in(now.seats)) if row.name.startswith("Gast")}  # fmt: skip
    moving = {each.person for each in shifts(plan.seats, now.seats) if each.before and each.after}
    assert len(moving) <= 6


def an_exchange(plan: Any) -> tuple[str, str]:
    """Two people of the first round who may change places."""
    people = sorted(people_in(plan.seats))
    for one in people:
        for other in people:
            rounds = swapped(plan.seats, 1, one, other)
            if shifts(plan.seats, rounds) and not verify(plan.input, {"rounds": rounds}).violations:
                return one, other
    raise AssertionError("this day has no free exchange")
