"""Holidays for the tests: the real public ones, school holidays of two invented years."""

import datetime as dt

from marlerweg.offers.rules.times.calendar import Calendar, SchoolBreak

BREAKS = tuple(
    SchoolBreak(name, dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    for name, first, last in (
        ("Winter", "2023-12-21", "2024-01-05"),
        ("Ostern", "2024-03-25", "2024-04-06"),
        ("Sommer", "2025-07-14", "2025-08-26"),
        ("Sommer", "2026-07-20", "2026-09-01"),
        ("Herbst", "2026-10-17", "2026-10-31"),
        ("Winter", "2026-12-23", "2027-01-06"),
    )
)
ALL_YEARS = tuple(
    SchoolBreak(name, dt.date(year, *first), dt.date(year, *last))
    for year in range(2023, 2037)
    for name, first, last in (
        ("Winter", (1, 1), (1, 6)),
        ("Ostern", (4, 1), (4, 13)),
        ("Sommer", (7, 10), (8, 22)),
        ("Herbst", (10, 14), (10, 26)),
        ("Winter", (12, 23), (12, 31)),
    )
)
CALENDAR = Calendar({"NW": BREAKS})
FORESEEN = Calendar({"NW": ALL_YEARS})  # as if somebody knew them up to 2036
FIRST, LAST = dt.date(2024, 1, 1), dt.date(2035, 12, 31)
