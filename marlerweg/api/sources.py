"""From bytes that were uploaded or fetched to what an import reads, and nothing else in between."""

import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from marlerweg.api.fetching import MEGABYTE, Unreadable
from marlerweg.api.hsds.sources import services
from marlerweg.api.integreat import sources as region
from marlerweg.api.integreat.shapes import their_code
from marlerweg.api.integreat.sources import Answer, Source
from marlerweg.api.models import Taking

HSDS, INTEGREAT = Taking.Format.HSDS, Taking.Format.INTEGREAT
ENDINGS = {HSDS: (".json", ".ndjson", ".jsonl", ".zip"), INTEGREAT: (".json", ".zip")}
MOST_UNPACKED = 300_000_000
FETCHED = ".fetched"

Record = dict[str, Any]


def fetched(taking: Taking, ask: Callable[[str], Any]) -> bytes:
    """Everything the address gives, asked once and written down; raises Unreadable."""
    if taking.format == HSDS:
        found: Any = list(services(taking.address, ask=ask))
    else:
        languages = [their_code(taking.language)] if taking.language else []
        found = asdict(region.read(taking.address, region=taking.source, languages=languages, ask=ask))
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def services_of(taking: Taking) -> list[Record]:
    content = bytes(taking.content or b"")
    if taking.address:
        kept: list[Record] = json.loads(content)
        return kept
    with _as_file(content, taking.file_name) as path:
        return list(services(str(path)))


def region_of(taking: Taking) -> Source:
    content = bytes(taking.content or b"")
    if taking.address:
        told = json.loads(content)
        return Source(told["region"], told["name"], [Answer(**each) for each in told["answers"]])
    languages = [their_code(taking.language)] if taking.language else []
    with _as_file(content, taking.file_name) as path:
        at = path
        if path.suffix == ".zip":
            at = path.parent / "parts"
            _unpack(content, at)
        return _without_folder(path, lambda: region.read(str(at), region=taking.source, languages=languages))


def require_bounded(content: bytes, name: str) -> None:
    """An archive says how large it is before it is opened; raises Unreadable."""
    if not name.lower().endswith(".zip"):
        return
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            size = sum(each.file_size for each in archive.infolist())
    except zipfile.BadZipFile as problem:
        raise Unreadable(_("%(file)s ist kein lesbares Archiv.") % {"file": name}) from problem
    if size > MOST_UNPACKED:
        said = {"where": name, "most": MOST_UNPACKED // MEGABYTE}
        raise Unreadable(_("%(where)s ist größer als %(most)s MB.") % said)


@contextmanager
def _as_file(content: bytes, name: str) -> Iterator[Path]:
    require_bounded(content, name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{Path(name).stem[:80] or 'quelle'}{Path(name).suffix.lower()}"
        path.write_bytes(content)
        yield path


def _without_folder(path: Path, read: Callable[[], Source]) -> Source:
    """Sentences name the file that was brought, not where it lay here for a moment."""
    try:
        return read()
    except Unreadable as problem:
        raise Unreadable(str(problem).replace(f"{path.parent}/", "")) from problem


def _unpack(content: bytes, folder: Path) -> None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for number, each in enumerate(_documents(archive.infolist())):
            folder.mkdir(exist_ok=True)
            (folder / f"{number:04}.json").write_bytes(archive.read(each))
    if not folder.exists():
        raise Unreadable(_("Im Archiv liegt keine JSON-Datei."))


def _documents(members: Iterable[zipfile.ZipInfo]) -> Iterator[zipfile.ZipInfo]:
    return (each for each in members if not each.is_dir() and each.filename.lower().endswith(".json"))
