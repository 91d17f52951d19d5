"""Conferences: announced editions are public, drafts and people are for those who organise."""

import datetime as dt
import uuid
from typing import Any

from marlerweg.accounts.models import User
from marlerweg.conferences import actions, links
from marlerweg.conferences.links import Purpose
from marlerweg.conferences.models import (
    CardPhoto,
    Edition,
    Invitation,
    ProgrammeItem,
    RegistrationIntake,
    TablePlan,
)
from marlerweg.conferences.queries import Rules
from marlerweg.foundation import clock
from tests.access.matrix import (
    ACCEPTED,
    FORBIDDEN,
    HIDDEN,
    PAGE,
    POST_ONLY,
    builds,
    everybody,
    row,
)
from tests.access.rooms.network import KEPT, KEPT_DEED, stewards
from tests.cast import Cast
from tests.conferences import evening, hall

OPEN_PAGE = row(everybody(PAGE), public=True)
DRAFT_PAGE = row(everybody(HIDDEN).but(coordinator=PAGE, assistant=PAGE), public=True)
COORDINATION_DEED = row(POST_ONLY, post=stewards(ACCEPTED).but(assistant=FORBIDDEN))
PAPER = row(stewards(PAGE))

ROWS = {
    "conferences:editions": OPEN_PAGE,
    "conferences:edition": OPEN_PAGE,
    "conferences:edition#draft": DRAFT_PAGE,
    "conferences:calendar": OPEN_PAGE,
    "conferences:calendar#draft": DRAFT_PAGE,
    "conferences:schedule_json": OPEN_PAGE,
    "conferences:schedule_xml": OPEN_PAGE,
    "conferences:programme_paper": OPEN_PAGE,
    "conferences:register": row(everybody(PAGE), post=everybody(ACCEPTED), public=True),
    "conferences:own": row(everybody(PAGE), post=everybody(ACCEPTED), public=True),
    "conferences:own#wrong": row(everybody(HIDDEN), post=everybody(HIDDEN), public=True),
    "conferences:cancel_own": row(POST_ONLY, post=everybody(ACCEPTED), public=True),
    "conferences:own_calendar": OPEN_PAGE,
    "conferences:own_calendar#other": row(everybody(HIDDEN), public=True),
    "conferences:invited": row(everybody(PAGE), post=everybody(ACCEPTED), public=True),
    "conferences:begin": KEPT,
    "conferences:manage": row(stewards(PAGE)),
    "conferences:begin_next": KEPT,
    "conferences:edit": KEPT,
    "conferences:move": COORDINATION_DEED,
    "conferences:go_to": KEPT_DEED,
    "conferences:add_item": KEPT,
    "conferences:edit_item": KEPT,
    "conferences:cancel_item": KEPT_DEED,
    "conferences:restore_item": KEPT_DEED,
    "conferences:parts": row(stewards(PAGE)),
    "conferences:add_part": KEPT,
    "conferences:edit_part": KEPT,
    "conferences:remove_part": KEPT_DEED,
    "conferences:registrations": row(stewards(PAGE), post=stewards(ACCEPTED), data={"export": "csv"}),
    "conferences:add_registration": KEPT,
    "conferences:registration": KEPT,
    "conferences:correct_registration": KEPT,
    "conferences:cancel_registration": KEPT_DEED,
    "conferences:intakes": KEPT,
    "conferences:intake": KEPT,
    "conferences:drop_intake": KEPT_DEED,
    "conferences:invitations": row(stewards(PAGE)),
    "conferences:note_circle": KEPT_DEED,
    "conferences:send_invitations": KEPT_DEED,
    "conferences:take_off_invitation": KEPT,
    "conferences:door": row(stewards(PAGE)),
    "conferences:arrival": KEPT,
    "conferences:admit_guest": KEPT_DEED,
    "conferences:close_door": KEPT_DEED,
    "conferences:plans": row(stewards(PAGE)),
    "conferences:advice": row(stewards(PAGE)),
    "conferences:make_plan": KEPT,
    "conferences:planning": row(stewards(PAGE)),
    "conferences:stop_planning": KEPT_DEED,
    "conferences:tasks": KEPT,
    "conferences:take_task": KEPT_DEED,
    "conferences:stop_interpreting": KEPT_DEED,
    "conferences:plan": row(stewards(PAGE)),
    "conferences:publish_plan": KEPT_DEED,
    "conferences:move_seat": KEPT,
    "conferences:replan": KEPT,
    "conferences:compare_plans": row(stewards(PAGE)),
    "conferences:plan_paper": PAPER,
    "conferences:seat_cards": PAPER,
    "conferences:certificate_paper": PAPER,
    "conferences:badges": PAPER,
    "conferences:table_cards": PAPER,
    "conferences:door_list": PAPER,
    "conferences:table": row(everybody(PAGE), post=everybody(ACCEPTED), public=True),
    "conferences:table#wrong": row(everybody(HIDDEN), post=everybody(HIDDEN), public=True),
    "conferences:table_worker": OPEN_PAGE,
    "conferences:table_worker#wrong": row(everybody(HIDDEN), public=True),
    "conferences:card": row(everybody(PAGE), post=everybody(ACCEPTED), public=True),
    "conferences:card#other": row(everybody(HIDDEN), post=everybody(HIDDEN), public=True),
    "conferences:card_deed": row(POST_ONLY, post=everybody(ACCEPTED), public=True),
    "conferences:hand_in": row(POST_ONLY, post=everybody(ACCEPTED), public=True),
    "conferences:tables": row(stewards(PAGE)),
    "conferences:give_links": KEPT_DEED,
    "conferences:table_deed": KEPT_DEED,
    "conferences:host_links": PAPER,
    "conferences:blank_cards": PAPER,
    "conferences:cards": KEPT,
    "conferences:type_in": KEPT,
    "conferences:split": KEPT_DEED,
    "conferences:open_need": row(
        stewards(PAGE).but(assistant=FORBIDDEN), post=stewards(ACCEPTED).but(assistant=FORBIDDEN)
    ),
    "conferences:wall": row(stewards(PAGE)),
    "conferences:documentation": OPEN_PAGE,
    "conferences:documentation#before": DRAFT_PAGE,
    "conferences:documentation_paper": OPEN_PAGE,
    "conferences:documentation_paper#before": DRAFT_PAGE,
    "conferences:what_became": OPEN_PAGE,
    "conferences:what_became#before": DRAFT_PAGE,
    "conferences:photo": OPEN_PAGE,
    "conferences:photo#unapproved": DRAFT_PAGE,
    "conferences:photo_deed": KEPT_DEED,
    "conferences:dots": row(everybody(PAGE), post=everybody(ACCEPTED), public=True),
    "conferences:ballot": row(stewards(PAGE)),
    "conferences:ballot_deed": KEPT_DEED,
    "conferences:dot_codes": KEPT_DEED,
    "conferences:dot_sheet": KEPT,
}


def _item(of: Edition) -> ProgrammeItem:
    return ProgrammeItem.objects.create(
        edition=of, title="Begrüßung", starts_at=hall.moment(13), ends_at=hall.moment(14), changed_at=hall.NOW
    )


@builds(
    *(
        f"conferences:{name}"
        for name in (
            "edition", "calendar", "schedule_json", "schedule_xml", "programme_paper", "register", "manage", "begin_next",
            "edit", "move", "go_to", "add_item", "parts", "registrations", "add_registration", "intakes", "invitations",
            "note_circle", "send_invitations", "table_cards", "door_list", "badges", "plans", "advice", "make_plan",
            "tasks",
        )
    )
)  # fmt: skip
def an_open_edition(cast: Cast, actor: User | None) -> dict[str, Any]:
    made = hall.furnished()
    _item(made)
    hall.register(made, "Ali Probe")
    return {"code": made.code}


@builds("conferences:edition#draft", "conferences:calendar#draft")
def a_draft(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"code": hall.edition("draft").code}


@builds("conferences:own", "conferences:cancel_own")
def a_secret(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"secret": links.secret(Purpose.REGISTRATION, hall.register(hall.furnished(), "Ali Probe").pk)}


@builds("conferences:own_calendar")
def a_calendar_secret(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"secret": links.secret(Purpose.CALENDAR, hall.register(hall.furnished(), "Ali Probe").pk)}


@builds("conferences:own_calendar#other")
def a_secret_of_another_purpose(cast: Cast, actor: User | None) -> dict[str, Any]:
    return a_secret(cast, actor)


@builds("conferences:own#wrong")
def a_guess(cast: Cast, actor: User | None) -> dict[str, Any]:
    hall.register(hall.furnished(), "Ali Probe")
    return {"secret": "x" * 24}


@builds("conferences:invited")
def an_invitation(cast: Cast, actor: User | None) -> dict[str, Any]:
    key = uuid.uuid4()
    secret = links.secret(Purpose.INVITATION, key)
    Invitation.objects.create(
        id=key,
        edition=hall.furnished(),
        mail="ali@cast.example",
        prepared_at=hall.NOW,
        secret_hash=links.hashed(secret),
    )
    return {"secret": secret}


@builds("conferences:take_off_invitation")
def a_noted_address(cast: Cast, actor: User | None) -> dict[str, Any]:
    row = Invitation.objects.create(
        edition=hall.furnished(), mail="ali@cast.example", prepared_at=hall.NOW, secret_hash="x"
    )
    return {"key": row.pk}


@builds("conferences:edit_item", "conferences:cancel_item", "conferences:restore_item")
def an_item(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": _item(hall.furnished()).pk}


@builds("conferences:add_part")
def a_kind(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"code": hall.furnished().code, "kind": "tisch"}


@builds("conferences:edit_part", "conferences:remove_part")
def a_table(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"kind": "tisch", "key": hall.furnished().tables.get(number=1).pk}


@builds(*(f"conferences:{name}" for name in ("registration", "correct_registration", "cancel_registration")))
def a_registration(cast: Cast, actor: User | None) -> dict[str, Any]:
    made = hall.furnished()
    return {"code": made.code, "number": hall.register(made, "Ali Probe").number}


@builds("conferences:intake", "conferences:drop_intake")
def a_list(cast: Cast, actor: User | None) -> dict[str, Any]:
    row = RegistrationIntake.objects.create(
        edition=hall.furnished(),
        name="liste.csv",
        content=b"Name;Organisation\nAli Probe;Sportverein\n",
        uploaded_by=cast.assistant,
        uploaded_at=clock.now() - dt.timedelta(hours=1),
    )
    return {"key": row.pk}


@builds("conferences:door", "conferences:admit_guest", "conferences:close_door")
def a_closed_edition(cast: Cast, actor: User | None) -> dict[str, Any]:
    made = hall.furnished()
    hall.register(made, "Ali Probe")
    return {"code": actions.move(made, "closed", by=cast.coordinator, at=hall.NOW).code}


@builds("conferences:arrival")
def somebody_at_the_door(cast: Cast, actor: User | None) -> dict[str, Any]:
    made = hall.furnished()
    row = hall.register(made, "Ali Probe")
    actions.move(made, "closed", by=cast.coordinator, at=hall.NOW)
    return {"key": row.pk}


@builds(
    *(
        f"conferences:{name}"
        for name in ("plan", "publish_plan", "move_seat", "replan", "plan_paper", "seat_cards")
    ),
    "conferences:certificate_paper",
)
def a_table_plan(cast: Cast, actor: User | None) -> dict[str, Any]:
    made = hall.furnished()
    hall.register(made, "Ali Probe")
    plan = actions.make_plan(made, Rules(), by=cast.coordinator, at=hall.NOW)
    return {"code": made.code, "number": plan.number}


@builds("conferences:planning", "conferences:stop_planning")
def a_plan_on_its_way(cast: Cast, actor: User | None) -> dict[str, Any]:
    made = hall.furnished()
    hall.register(made, "Ali Probe")
    actions.ask_for_plan(made, Rules(), by=cast.coordinator, at=hall.NOW)
    return {"code": made.code}


@builds("conferences:take_task")
def a_table_task(cast: Cast, actor: User | None) -> dict[str, Any]:
    made = hall.furnished()
    somebody = hall.register(made, "Ali Probe")
    task = actions.give_task(made.tables.get(number=1), somebody, "moderation", by=cast.coordinator)
    return {"key": task.pk}


@builds("conferences:stop_interpreting")
def an_interpreter(cast: Cast, actor: User | None) -> dict[str, Any]:
    made = hall.furnished()
    one, other = (hall.register(made, name) for name in ("Ali Probe", "Ada Probe"))
    actions.interpret(one, other, by=cast.coordinator)
    return {"code": made.code, "number": one.number, "other": other.number}


@builds("conferences:compare_plans")
def two_table_plans(cast: Cast, actor: User | None) -> dict[str, Any]:
    one = a_table_plan(cast, actor)
    plan = TablePlan.objects.get(edition__code=one["code"])
    actions.replan_in_the_room(plan, missing=[], by=cast.coordinator, at=hall.NOW)
    return one | {"other": 2}


def _today(**fields: Any) -> Edition:
    """A day that is running while the test asks."""
    return evening.running(starts_on=clock.today(), ends_on=clock.today(), **fields)


def _documented(cast: Cast) -> Edition:
    made = _today()
    evening.handed_in(made, cast.coordinator)
    return actions.move(made, "documented", by=cast.coordinator, at=hall.NOW)


@builds("conferences:table", "conferences:hand_in", "conferences:table_worker")
def a_host_link(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"secret": evening.secret(evening.host(_today(), cast.coordinator))}


@builds("conferences:table#wrong", "conferences:table_worker#wrong")
def a_guessed_host_link(cast: Cast, actor: User | None) -> dict[str, Any]:
    a_host_link(cast, actor)
    return {"secret": "x" * 24}


@builds("conferences:card", "conferences:card_deed")
def a_card_of_the_table(cast: Cast, actor: User | None) -> dict[str, Any]:
    made = _today()
    link = evening.host(made, cast.coordinator)
    return {"secret": evening.secret(link), "key": evening.write(made, "Licht.", writer=cast.coordinator).pk}


@builds("conferences:card#other")
def a_card_of_another_table(cast: Cast, actor: User | None) -> dict[str, Any]:
    made = _today()
    card = evening.write(made, "Licht.", writer=cast.coordinator, number=2)
    return {"secret": evening.secret(evening.host(made, cast.coordinator)), "key": card.pk}


@builds(
    *(
        f"conferences:{name}"
        for name in ("tables", "give_links", "host_links", "blank_cards", "cards", "type_in", "wall")
    ),
    "conferences:documentation#before",
    "conferences:documentation_paper#before",
)
def a_running_day(cast: Cast, actor: User | None) -> dict[str, Any]:
    made = _today()
    evening.handed_in(made, cast.coordinator)
    return {"code": made.code}


@builds("conferences:what_became#before")
def a_running_table(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {**a_running_day(cast, actor), "number": 1}


@builds("conferences:table_deed")
def a_table_of_today(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": evening.table(_today()).pk}


@builds("conferences:split", "conferences:open_need")
def a_card_handed_in(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": evening.handed_in(_today(), cast.coordinator)[0].pk}


@builds("conferences:documentation", "conferences:documentation_paper")
def a_documented_day(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"code": _documented(cast).code}


@builds("conferences:what_became")
def a_documented_table(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"code": _documented(cast).code, "number": 1}


@builds("conferences:photo#unapproved", "conferences:photo_deed")
def a_photo(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": _photo(cast).pk}


@builds("conferences:photo")
def an_approved_photo(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": actions.approve_photo(_photo(cast), by=cast.coordinator, at=hall.NOW).pk}


def _photo(cast: Cast) -> CardPhoto:
    card = _documented(cast).cards.first()
    assert card is not None
    return CardPhoto.objects.create(
        card=card, content=b"x", media_type="image/jpeg", description="Stellwand", taken_at=hall.NOW
    )


@builds(*(f"conferences:{name}" for name in ("dots", "ballot", "ballot_deed", "dot_codes", "dot_sheet")))
def a_day_of_dots(cast: Cast, actor: User | None) -> dict[str, Any]:
    made = _today(phase="dots")
    evening.ballot(made, cast.coordinator)
    return {"code": made.code}
