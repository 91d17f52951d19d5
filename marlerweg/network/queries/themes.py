"""Themes of every edition and what became of them: public facts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from marlerweg.network.models import Theme, ThemeCrosswalk, ThemeScheme
from marlerweg.network.rules import crosswalks
from marlerweg.network.rules.crosswalks import Walk


@dataclass(frozen=True)
class FollowedTheme:
    """`kind` says how the found theme relates to the one asked for; `path` holds every theme on the way."""

    theme: Theme
    kind: str
    path: tuple[Theme, ...]

    @property
    def kind_label(self) -> str:
        return str(ThemeCrosswalk.Kind(self.kind).label)


@dataclass(frozen=True)
class Row:
    """One theme of the list on the left, and what it leads to in each other list."""

    theme: Theme
    cells: list[list[FollowedTheme]]


def schemes() -> QuerySet[ThemeScheme]:
    return ThemeScheme.objects.prefetch_related("themes")


def current_themes() -> QuerySet[Theme]:
    return Theme.objects.filter(scheme__is_current=True).select_related("scheme")


def follow(theme: Theme, scheme: ThemeScheme) -> list[FollowedTheme]:
    """What became of a theme in another list, forwards or backwards in time, over as many lists as lie between."""
    return _Atlas().follow(theme, scheme)


def crosswalk_table(left: ThemeScheme, others: Iterable[ThemeScheme]) -> list[Row]:
    """Every theme of one list beside what it corresponds to in the others; three queries however many there are."""
    atlas = _Atlas()
    columns = list(others)
    return [
        Row(theme, [atlas.follow(theme, scheme) for scheme in columns])
        for theme in atlas.themes.values()
        if theme.scheme_id == left.pk
    ]


def crosswalks_of(theme: Theme) -> QuerySet[ThemeCrosswalk]:
    return theme.leads_to.select_related("target__scheme")


class _Atlas:
    """All themes and crosswalks at once: they are few, and following needs them all."""

    def __init__(self) -> None:
        self.themes = {theme.pk: theme for theme in Theme.objects.select_related("scheme")}
        self.scheme_of = {theme.pk: theme.scheme_id for theme in self.themes.values()}
        self.walks = [
            Walk(source, target, kind)
            for source, target, kind in ThemeCrosswalk.objects.values_list("source", "target", "kind")
        ]

    def follow(self, theme: Theme, scheme: ThemeScheme) -> list[FollowedTheme]:
        return [
            FollowedTheme(
                self.themes[found.theme], found.kind, tuple(self.themes[step] for step in found.path)
            )
            for found in crosswalks.follow(theme.pk, scheme.pk, self.walks, self.scheme_of)
        ]
