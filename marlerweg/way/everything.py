"""What the Way hands up to the search over everything public: needs with an approved wording, and nothing else."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from marlerweg.foundation import languages
from marlerweg.foundation.searching import few
from marlerweg.foundation.searching.stems import stem
from marlerweg.ui.everything import Found, Thing, best
from marlerweg.way import public_words, queries
from marlerweg.way.models import Need, Wording
from marlerweg.way.rules.numbers import Kind, read_number


def found_needs(words: str, language: str, most: int) -> Found:
    """By number, or by the words of a wording in any language."""
    if read_number(words):
        things = list(_things(list(queries.find_public(words)), language))
        return Found(things[:most], len(things))
    wanted = Q()
    for word in few.asked(words, language):
        for root in {stem(word, code) for code in (language, "de", "en")}:
            wanted |= Q(folded__contains=root)
    texts = Wording.objects.filter(wanted, kind=Kind.NEED).exclude(state=Wording.State.DRAFT)
    needs = queries.public_needs().filter(pk__in=texts.values("item_id"))
    return best(words, language, most, _things(list(needs), language)) if wanted else Found((), 0)


def _things(needs: list[Need], language: str) -> Iterator[Thing]:
    rows = Wording.objects.filter(kind=Kind.NEED, item_id__in=[need.pk for need in needs])
    texts: dict[object, dict[str, Wording]] = {}
    for row in rows.exclude(state=Wording.State.DRAFT):
        texts.setdefault(row.item_id, {})[row.language] = row
    for need in needs:
        known = texts.get(need.pk, {})
        code = languages.best(language, known)
        if code is not None:
            yield _thing(need, known, code)


def _thing(need: Need, known: dict[str, Wording], code: str) -> Thing:
    shown = known[code]
    state = str(public_words.STATES[need.state])
    return Thing(
        title=shown.title or shown.text[:120],
        href=reverse("way:outcome", args=[need.number]),
        text=shown.text if shown.title else "",
        above=f"\u2068{need.number}\u2069 · {state}",
        language=code,
        also=[(f"{each.title} {each.text}", each.language) for each in known.values() if each is not shown],
    )
