"""Tables that go in and out of offices: XLSX, XLS, ODS, CSV.

Five words: table, row, cell, sheet, problem.
"""

from marlerweg.foundation.sheets.problems import SheetProblem
from marlerweg.foundation.sheets.reading import LIMITS, read_table, sheet_names
from marlerweg.foundation.sheets.safety import Limits
from marlerweg.foundation.sheets.table import Cell, Row, Table, date_in, folded, number_in, text_in
from marlerweg.foundation.sheets.writing import Properties, Sheet, write_csv, write_xlsx

__all__ = [
    "LIMITS",
    "Cell",
    "Limits",
    "Properties",
    "Row",
    "Sheet",
    "SheetProblem",
    "Table",
    "date_in",
    "folded",
    "number_in",
    "read_table",
    "sheet_names",
    "text_in",
    "write_csv",
    "write_xlsx",
]
