"""What the conferences hand up to the search over everything public: editions and what happens in them."""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from marlerweg.conferences.models import Edition, ProgrammeItem
from marlerweg.conferences.queries import editions
from marlerweg.ui.everything import Found, Thing, best


def found_conferences(words: str, language: str, most: int) -> Found:
    return best(words, language, most, _things(language))


def _things(language: str) -> Iterator[Thing]:
    rows = {row.pk: row for row in editions(AnonymousUser()).order_by("-starts_on")}
    for row in rows.values():
        yield _edition(row, language)
    for item in ProgrammeItem.objects.filter(edition__in=rows, cancelled_at=None).order_by("starts_at"):
        yield _item(item, rows[item.edition_id], language)


def _edition(row: Edition, language: str) -> Thing:
    title = row.translations.get(language, "")
    return Thing(
        title=title or row.title,
        href=reverse("conferences:edition", args=[row.code]),
        text=row.introductions.get(language, "") if title else row.introduction,
        above=f"{row.series} · {date_format(row.starts_on)}",
        language=language if title else "de",
        also=[(f"{row.title} {row.introduction}", "de")] if title else (),
    )


def _item(item: ProgrammeItem, edition: Edition, language: str) -> Thing:
    title = item.translations.get(language, "")
    return Thing(
        title=title or item.title,
        href=reverse("conferences:edition", args=[edition.code]),
        text="" if title else item.text,
        above=f"{edition.title} · {date_format(localtime(item.starts_at), 'SHORT_DATETIME_FORMAT')}",
        language=language if title else item.language,
        also=[(f"{item.title} {item.text}", item.language)] if title else (),
    )
