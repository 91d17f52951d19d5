"""Texts for translators as XLIFF 1.2, which every translation tool reads; pure text in, plain values out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Unit:
    """One field of one offer; `digest` is the fingerprint of the German wording that was handed out."""

    offer: str
    field: str
    digest: str
    german: str
    translation: str = ""
    note: str = ""


class Unreadable(ValueError):
    """Not a file that we could have written."""


def written(units: Iterable[Unit], language: str) -> bytes:
    """One document; `state` tells the tool what is to do."""
    root = ET.Element("xliff", {"version": "1.2", "xmlns": NAMESPACE})
    file = ET.SubElement(
        root,
        "file",
        {"original": "offers", "source-language": "de", "target-language": language, "datatype": "plaintext"},
    )
    body = ET.SubElement(file, "body")
    for unit in units:
        node = ET.SubElement(body, "trans-unit", {"id": f"{unit.offer}/{unit.field}", "resname": unit.digest})
        ET.SubElement(node, "source").text = NOT_XML.sub("", unit.german)
        state = "needs-review-translation" if unit.translation else "needs-translation"
        ET.SubElement(node, "target", {"state": state}).text = NOT_XML.sub("", unit.translation)
        if unit.note:
            ET.SubElement(node, "note").text = NOT_XML.sub("", unit.note)
    ET.indent(root)
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + bytes(ET.tostring(root, encoding="utf-8"))


def read(content: bytes) -> tuple[str, list[Unit]]:
    """The language and every unit with a translation; a document type is refused, so nothing can be smuggled in by it."""
    if b"<!DOCTYPE" in content[:2000].upper() or b"<!ENTITY" in content:
        raise Unreadable("document types are not read")
    try:
        root = ET.fromstring(content)  # noqa: S314 - without a document type there are no entities
    except ET.ParseError as broken:
        raise Unreadable(str(broken)) from broken
    file = root.find(_q("file"))
    if root.tag != _q("xliff") or file is None:
        raise Unreadable("no XLIFF 1.2")
    language = file.get("target-language", "")
    units = []
    for node in file.iter(_q("trans-unit")):
        offer, _slash, field = node.get("id", "").partition("/")
        source, target = node.find(_q("source")), node.find(_q("target"))
        words = "".join(target.itertext()).strip() if target is not None else ""
        if words:
            german = "".join(source.itertext()) if source is not None else ""
            units.append(Unit(offer, field, node.get("resname", ""), german, words))
    return language, units


def _q(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
