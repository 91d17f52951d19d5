"""Papers open exactly where their pages open; their objects are built in `way.py`."""

from tests.access.matrix import HIDDEN, PAGE, everybody, only, row

ROWS = {
    "reports:steering": row(only("coordinator", "assistant", "steering_member")(PAGE, HIDDEN)),
    "reports:council": row(only("coordinator", "assistant", "steering_member", "councillor")(PAGE, HIDDEN)),
    "reports:outcome": row(everybody(HIDDEN), public=True),
    "reports:outcome#public": row(everybody(PAGE), public=True),
    "reports:follow": row(everybody(PAGE), public=True),
}
