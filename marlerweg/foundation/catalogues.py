"""Message catalogues: gather German messages from code and templates, keep translations, compile; no outside program needed."""

import io
import os
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from marlerweg.foundation import languages

PACKAGE = Path(__file__).resolve().parents[1]
LOCALE = PACKAGE / "locale"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **dict.fromkeys(("gettext_lazy", "gettext_noop", "_t", "Sentence")),
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
HEADER = "# Marler Weg, EUPL-1.2\n"
# What babel writes at the head that changes from run to run or says nothing here.
VOLATILE = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team'
    r"|Report-Msgid-Bugs-To|Project-Id-Version):.*\n",
    re.MULTILINE,
)
# Line, message (or singular and plural), and the context that tells equal German words apart.
Marked = tuple[int, str | tuple[str, ...], str | None]


def sources(package: Path = PACKAGE) -> Iterator[Path]:
    """Code and pages; text files only where they are templates of mails."""
    for path in sorted(package.rglob("*")):
        mail = path.suffix == ".txt" and "templates" in path.parts
        if (mail or path.suffix in {".py", ".html"}) and not {"migrations", "locale"} & set(path.parts):
            yield path


def messages(path: Path) -> tuple[Marked, ...]:
    """Everything marked in one file; read once for all languages, again only when the file has changed."""
    return _marked(path, path.stat().st_mtime_ns)


@cache
def _marked(path: Path, _changed: int) -> tuple[Marked, ...]:
    text = path.read_text(encoding="utf-8")
    # Within brackets the indentation of a template is no longer that of a program.
    code = f"({templatize(text, origin=str(path))})" if path.suffix != ".py" else text
    found = extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS)
    return tuple(
        (line, each if isinstance(each, str) else tuple(each), context) for line, each, _, context in found
    )


def is_public(path: Path, patterns: list[str]) -> bool:
    return any(fnmatch(path.relative_to(PACKAGE).as_posix(), pattern) for pattern in patterns)


def public_patterns() -> list[str]:
    lines = (LOCALE / "public.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def template_catalogue(*, public_only: bool) -> Catalog:
    catalogue = Catalog(charset="utf-8")
    patterns = public_patterns()
    for path in sources():
        if public_only and not is_public(path, patterns):
            continue
        for _line, message, context in messages(path):
            catalogue.add(message, locations=[(path.relative_to(PACKAGE).as_posix(), 0)], context=context)
    return catalogue


def locale_name(code: str) -> str:
    """Django's folder for a language: de-simple → de_Simple."""
    base, _, rest = code.partition("-")
    return f"{base}_{rest.title() if len(rest) > 2 else rest.upper()}" if rest else base


def po_path(code: str) -> Path:
    return LOCALE / locale_name(code) / "LC_MESSAGES" / "django.po"


def translated_languages() -> list[str]:
    return [code for code in languages.CODES if code != "de"]


def read(code: str) -> Catalog:
    path = po_path(code)
    if not path.exists():
        return Catalog(locale=code.partition("-")[0], charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=code.partition("-")[0], charset="utf-8")


def update(code: str) -> Catalog:
    """Take new messages in, drop those gone, keep every translation that still fits."""
    catalogue = in_step(code)
    path = po_path(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_text(catalogue), encoding="utf-8")
    return catalogue


def in_step(code: str) -> Catalog:
    """A language's catalogue as it would be after gathering; nothing is written."""
    catalogue = read(code)
    catalogue.update(template_catalogue(public_only=code != "en"), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment, catalogue.fuzzy = HEADER, False
    return catalogue


def as_text(catalogue: Catalog) -> str:
    """Without times and names, so that the same words give the same file."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, include_lineno=False, omit_header=False, sort_output=True)
    return VOLATILE.sub("", buffer.getvalue().decode())


def compile_all(*, only_stale: bool = False) -> list[Path]:
    """The machine's form beside each catalogue; it is made anew where the program is set up and never kept in the repository."""
    done = []
    for code in translated_languages():
        source, target = po_path(code), po_path(code).with_suffix(".mo")
        if not source.exists() or (only_stale and is_fresh(target, source)):
            continue
        unfinished = target.with_suffix(f".{os.getpid()}")
        with unfinished.open("wb") as file:
            write_mo(file, read(code))
        unfinished.replace(target)  # whoever reads meanwhile gets the old one or the new one, never half
        done.append(target)
    return done


def is_fresh(target: Path, source: Path) -> bool:
    return target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns


def missing(code: str) -> list[str]:
    """German messages of a language's share that have no translation."""
    catalogue, wanted = read(code), template_catalogue(public_only=code != "en")
    gaps = []
    for message in wanted:
        if not message.id:
            continue
        known = catalogue.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
        if known is None or not known.string or (isinstance(known.string, tuple) and not all(known.string)):
            gaps.append(message.id if isinstance(message.id, str) else message.id[0])
    return gaps
