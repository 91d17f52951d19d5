"""Take the few files the pages need out of the installed front-end packages."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

FONTS = {
    "Fira Sans": ("fira-sans", ["latin", "latin-ext", "cyrillic"], [400, 600]),
    "Noto Sans Arabic": ("noto-sans-arabic", ["arabic"], [400, 600]),
}
RANGE = re.compile(r"unicode-range:\s*([^;}]+)")
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


class Command(BaseCommand):
    help = "Holt Gestaltung, Schriften und Karte aus den installierten Paketen (node_modules) und spiegelt sie für Rechts-nach-links."

    def handle(self, *args: Any, **options: Any) -> None:
        modules: Path = settings.NODE_MODULES
        target: Path = settings.STATICFILES_DIRS[0]
        if not (modules / "@kern-ux/native").is_dir():
            raise CommandError("Die Gestaltungspakete fehlen. Bitte erst `make setup` ausführen.")
        shutil.rmtree(target, ignore_errors=True)
        gather_design(modules, target / "kern")
        gather_fonts(modules / "@fontsource", target / "fonts")
        gather_map(modules / "leaflet/dist", target / "leaflet")
        # The static server warns when its folder is missing, and tests take warnings for errors.
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        self.stdout.write(f"Gestaltung liegt in {target.name}/.")


def gather_design(modules: Path, target: Path) -> None:
    """KERN goes into a cascade layer of its own, so that the house's rules win without shouting; `mend` may shout louder."""
    target.mkdir(parents=True)
    plain = modules / "@kern-ux/native/dist/kern.min.css"
    mirrored = target / "mirrored.css"
    subprocess.run(  # noqa: S603 - the package's own program on the package's own file
        [str(modules / ".bin/rtlcss"), "--silent", str(plain), str(mirrored)], check=True
    )
    for source, name in ((plain, "kern.css"), (mirrored, "kern.rtl.css")):
        text = source.read_text(encoding="utf-8").removeprefix("\ufeff").replace('@charset "UTF-8";', "")
        (target / name).write_text(f"@layer mend,kern;@layer kern{{{text}}}", encoding="utf-8")
    mirrored.unlink()


def gather_fonts(packages: Path, target: Path) -> None:
    target.mkdir(parents=True)
    faces = []
    for family, (package, subsets, weights) in FONTS.items():
        for subset in subsets:
            for weight in weights:
                name = f"{package}-{subset}-{weight}-normal.woff2"
                shutil.copy(packages / package / "files" / name, target / name)
                covered = RANGE.search((packages / package / f"{subset}-{weight}.css").read_text())
                limit = f"unicode-range:{covered[1]};" if covered else RANGES.get(subset, "")
                faces.append(
                    f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:swap;{limit}src:url({name}) format("woff2")}}'
                )
    (target / "fonts.css").write_text("\n".join(faces), encoding="utf-8")


# Subset files of the package name no range; without one the browser would load every subset.
RANGES = {
    "latin": "unicode-range:U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD;",
    "latin-ext": "unicode-range:U+0100-0130,U+0132-0151,U+0154-02BA,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0,U+2C60-2C7F,U+A720-A7FF;",
    "cyrillic": "unicode-range:U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116;",
    "arabic": "unicode-range:U+0600-06FF,U+0750-077F,U+0870-088E,U+0890-0891,U+0897-08E1,U+08E3-08FF,U+200C-200E,U+2010-2011,U+204F,U+2E41,U+FB50-FDFF,U+FE70-FE74,U+FE76-FEFC;",
}


def gather_map(package: Path, target: Path) -> None:
    target.mkdir(parents=True)
    shutil.copy(package / "leaflet.css", target / "leaflet.css")
    # The source map stays behind, and so does the line that asks for it.
    script = (package / "leaflet.js").read_text(encoding="utf-8")
    (target / "leaflet.js").write_text(SOURCE_MAP.sub("", script), encoding="utf-8")
    shutil.copytree(package / "images", target / "images")
