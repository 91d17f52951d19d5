"""The words both directions share."""

from __future__ import annotations

import re

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONGEST = dict.fromkeys((1, 3, 5, 7, 8, 10, 12), 31) | {2: 29} | dict.fromkeys((4, 6, 9, 11), 30)
BY_APPOINTMENT = "nach Vereinbarung"
ASKS_FIRST = re.compile(r"vereinbar|absprache|anmeld|terminvergabe|appointment|arrangement", re.IGNORECASE)
EVER = 1990  # the year that stands for "since ever" where the string needs a first day
