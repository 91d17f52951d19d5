"""Forms of the house: widgets, confirmable warnings, once-only submission, edit conflicts."""
