"""Links to the same list with something changed; nothing empty stays in the address."""

from django.http import QueryDict

SEARCH, SORT, PAGE, SIZE = "suche", "sortierung", "seite", "anzahl"


class Address:
    """Every change but turning the page starts again on the first page."""

    def __init__(self, path: str, parameters: QueryDict) -> None:
        self.path = path
        self.parameters = parameters.copy()
        for name in list(self.parameters):
            self.parameters.setlist(name, [value for value in self.parameters.getlist(name) if value])
            if not self.parameters.getlist(name):
                del self.parameters[name]

    def __str__(self) -> str:
        query = self.parameters.urlencode()
        return f"{self.path}?{query}" if query else self.path

    def turned_to(self, page: int) -> str:
        changed = self._copy(keep_page=True)
        changed.parameters[PAGE] = str(page)
        if page == 1:
            del changed.parameters[PAGE]
        return str(changed)

    def having(self, name: str, value: str) -> str:
        changed = self._copy()
        changed.parameters[name] = value
        return str(changed)

    def without(self, name: str, value: str = "") -> str:
        """Without one value of a parameter, or without the parameter altogether."""
        changed = self._copy()
        left = [other for other in changed.parameters.getlist(name) if value and other != value]
        changed.parameters.setlist(name, left)
        if not left:
            del changed.parameters[name]
        return str(changed)

    def without_all(self, names: set[str]) -> str:
        changed = self._copy()
        for name in names & set(changed.parameters):
            del changed.parameters[name]
        return str(changed)

    def _copy(self, *, keep_page: bool = False) -> "Address":
        changed = Address(self.path, self.parameters)
        if not keep_page:
            changed.parameters.pop(PAGE, None)
        return changed
