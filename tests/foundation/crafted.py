"""Office files as nobody's office writes them, made by hand for the tests."""

import io
import zipfile
import zlib

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORKBOOK = (
    f'<workbook {MAIN} xmlns:r="{REL}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
)
ROWS = '<row r="1"><c r="A1" t="inlineStr"><is><t>Verein</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row>'


def relationships(target="worksheets/sheet1.xml"):
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{REL}/worksheet" Target="{target}"/></Relationships>'
    )


def root(workbook="xl/workbook.xml"):
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{REL}/officeDocument" Target="{workbook}"/></Relationships>'
    )


def worksheet(rows=ROWS):
    return f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def xlsx(rows=ROWS, target="worksheets/sheet1.xml", **more):
    types = f'<Types xmlns="{PACKAGE}/content-types"/>'
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": root(),
            "xl/workbook.xml": WORKBOOK,
            "xl/_rels/workbook.xml.rels": relationships(target),
            f"xl/{target}": worksheet(rows),
            **more,
        }
    )


def ods(rows):
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0" '
        f'xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Blatt">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def ods_cell(words, repeated=""):
    return (
        f'<table:table-cell office:value-type="string" {repeated}><text:p>{words}</text:p></table:table-cell>'
    )


def with_lying_size(content, name, declared):
    """The same archive, with another unpacked size and checksum declared for one part."""
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(name.encode()))
    honest = zlib.crc32(b"").to_bytes(4, "little")
    return (
        content[: entry + 16]
        + honest
        + content[entry + 20 : entry + 24]
        + declared.to_bytes(4, "little")
        + content[entry + 28 :]
    )
