"""Papers open exactly where their pages open; their objects are built in `way.py`."""

from tests.access.matrix import HIDDEN, PAGE, everybody, only, row, signed_in

ROWS = {
    "reports:steering": row(only("coordinator", "assistant", "steering_member")(PAGE, HIDDEN)),
    "reports:council": row(only("coordinator", "assistant", "steering_member", "councillor")(PAGE, HIDDEN)),
    "reports:board": row(only("coordinator", "assistant", "steering_member")(PAGE, HIDDEN)),
    "reports:need": row(only("coordinator", "assistant", "steering_member")(PAGE, HIDDEN)),
    "reports:mine": row(
        signed_in(PAGE).but(
            stranger=HIDDEN, statistician=HIDDEN, data_protection_officer=HIDDEN, administrator=HIDDEN
        )
    ),
    "reports:outcomes": row(everybody(PAGE), public=True),
    "reports:outcome": row(everybody(HIDDEN), public=True),
    "reports:outcome#public": row(everybody(PAGE), public=True),
    "reports:follow": row(everybody(PAGE), public=True),
}
