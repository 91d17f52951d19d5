"""What can be wrong with a table that somebody brings, in words that help to mend it."""

from __future__ import annotations


class SheetProblem(Exception):
    """A table cannot be read or written; `row` counts as the office program does, from 1, `column` is its title."""

    def __init__(self, sentence: str, *, row: int | None = None, column: str = "") -> None:
        self.sentence, self.row, self.column = sentence, row, column
        super().__init__(sentence)
