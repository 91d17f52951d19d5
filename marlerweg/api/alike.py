"""Organisations of a source that may be ours: proposed with reasons, decided by a person, remembered for the source."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marlerweg.api.models import Likeness
from marlerweg.foundation.words import Text
from marlerweg.network.models import ContactDetail, Organisation
from marlerweg.network.queries import town
from marlerweg.network.rules.duplicates import GENERIC, similar_names
from marlerweg.network.rules.folding import folded, folded_website, name_words

NAME, WEBSITE, MAIL = "name", "website", "mail"
REASONS: dict[str, Text] = {
    NAME: gettext_lazy("ähnlicher Name"),
    WEBSITE: gettext_lazy("gleiche Internetseite"),
    MAIL: gettext_lazy("gleiche Endung der E-Mail"),
}
MOST, SHARED_BY = 3, 3
"""A host that more than so many of ours share says nothing."""
EVERYBODYS = frozenset(
    [
        "gmail.com", "googlemail.com", "gmx.de", "gmx.net", "web.de", "t-online.de", "outlook.com", "outlook.de", "hotmail.com",
        "hotmail.de", "yahoo.com", "yahoo.de", "icloud.com", "freenet.de", "aol.com", "posteo.de", "mailbox.org", "arcor.de",
        "facebook.com", "instagram.com", "linktr.ee", "sites.google.com", "youtube.com",
    ]
)  # fmt: skip


@dataclass(frozen=True)
class Theirs:
    """What a source tells of an organisation; `key` is its own."""

    key: str
    name: str
    website: str = ""
    mail: str = ""


@dataclass(frozen=True)
class Proposal:
    theirs: Theirs
    ours: UUID
    reasons: tuple[str, ...]


@dataclass
class _Ours:
    names: dict[UUID, str] = field(default_factory=dict)
    by_word: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    by_host: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    by_domain: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    empty: frozenset[str] = GENERIC


class Alike:
    """For one system and origin; what is ours is read when the first unknown organisation comes."""

    def __init__(self, system: str, origin: str) -> None:
        self.system, self.origin = system, origin
        rows = Likeness.objects.filter(system=system, origin=origin).exclude(answer=Likeness.Answer.OPEN)
        told = rows.values_list("key", "organisation", "answer", "organisation__merged_into")
        answers = [(key, merged or ours, answer) for key, ours, answer, merged in told]
        self.same = {key: ours for key, ours, answer in answers if answer == Likeness.Answer.SAME}
        self.different = {(key, ours) for key, ours, answer in answers if answer != Likeness.Answer.SAME}
        self.proposals: list[Proposal] = []
        self.ours: _Ours | None = None

    def remark(self, theirs: Theirs) -> str:
        """What the report says beside a row that founds an organisation; what is proposed is kept for the question."""
        found = self._found(theirs)
        self.proposals += found
        said = {"theirs": theirs.name}
        if not found or self.ours is None:
            return _("Neue Organisation „%(theirs)s“.") % said
        said["ours"] = "“, „".join(self.ours.names[each.ours] for each in found)
        return _("Neue Organisation „%(theirs)s“. Meinten Sie „%(ours)s“?") % said

    def _found(self, theirs: Theirs) -> list[Proposal]:
        if not theirs.key:
            return []
        ours = self.ours = self.ours or _read()
        reasons: dict[UUID, list[str]] = defaultdict(list)
        for key in {each for word in name_words(theirs.name) for each in ours.by_word.get(word[:4], ())}:
            if similar_names(theirs.name, ours.names[key], ours.empty):
                reasons[key].append(NAME)
        for why, mark, index in (
            (WEBSITE, _host(theirs.website), ours.by_host),
            (MAIL, _domain(theirs.mail), ours.by_domain),
        ):
            if len(same := index.get(mark, set())) <= SHARED_BY:
                for key in same:
                    reasons[key].append(why)
        found = [
            Proposal(theirs, key, tuple(said))
            for key, said in reasons.items()
            if (theirs.key, key) not in self.different
        ]
        found.sort(key=lambda each: (-len(each.reasons), ours.names[each.ours], str(each.ours)))
        return found[:MOST]


def _read() -> _Ours:
    here = town()
    common = {word for name in ([here.name, here.county] if here else []) for word in folded(name).split()}
    ours = _Ours(empty=GENERIC | common)
    rows = Organisation.objects.filter(archived_at=None, merged_into=None)
    for key, name, website in rows.values_list("pk", "name", "website"):
        ours.names[key] = name
        for word in set(name_words(name)) - ours.empty:
            ours.by_word[word[:4]].add(key)
        if host := _host(website):
            ours.by_host[host].add(key)
    mails = ContactDetail.objects.filter(kind=ContactDetail.Kind.MAIL, organisation__in=rows)
    for key, mail in mails.order_by().values_list("organisation", "value"):
        if domain := _domain(mail):
            ours.by_domain[domain].add(key)
    return ours


def _host(website: str) -> str:
    try:
        host = folded_website(website).partition("/")[0]
    except ValueError:
        return ""
    return "" if host in EVERYBODYS else host


def _domain(mail: str) -> str:
    domain = mail.strip().casefold().rpartition("@")[2] if "@" in mail else ""
    return "" if domain in EVERYBODYS else domain


def question_of(likeness: Likeness) -> str:
    said = {
        "theirs": likeness.name,
        "ours": likeness.organisation.name,
        "why": ", ".join(str(REASONS[each]) for each in likeness.reasons if each in REASONS),
    }
    return _("„%(theirs)s“: Ist das „%(ours)s“? (%(why)s)") % said
