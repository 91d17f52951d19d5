"""List pages, made once: search, filters, sorting, paging, empty state, export; a room only declares what is special.

Five words: column, filter, wish, listing, export.
"""

from marlerweg.ui.lists.columns import Column
from marlerweg.ui.lists.export import Export
from marlerweg.ui.lists.filters import Choice, Filter, Flag, Period
from marlerweg.ui.lists.page import Action, Empty, ListPage

__all__ = ["Action", "Choice", "Column", "Empty", "Export", "Filter", "Flag", "ListPage", "Period"]
