"""The `opening_hours` strings of OpenStreetMap: `writing.write` to them, `reading.read` from them.

What stands there by arrangement is `unknown` with a comment, as the specification has it. Where the string says less
than the timetable, or more, both refuse rather than change the meaning.
"""
