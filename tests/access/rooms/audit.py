"""The record of deeds."""

from tests.access.matrix import ACCEPTED, HIDDEN, PAGE, POST_ONLY, only, row

READERS = only("data_protection_officer", "administrator")

ROWS = {
    "audit:log": row(READERS(PAGE, HIDDEN), post=READERS(ACCEPTED, HIDDEN)),
    "audit:verify": row(POST_ONLY, post=READERS(ACCEPTED, HIDDEN)),
}
