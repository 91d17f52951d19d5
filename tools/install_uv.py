"""Install the one pinned uv, by its hash, into the fresh environment; uv then installs everything else."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

PINNED = re.compile(r"^uv==(?:.*\\\n)*.*\n", re.MULTILINE)


def main() -> int:
    """`install_uv.py PYTHON REQUIREMENTS`"""
    python, requirements = sys.argv[1:]
    found = PINNED.search(Path(requirements).read_text(encoding="utf-8"))
    if not found:
        sys.exit(f"{requirements} nennt kein uv.")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as pinned:
        pinned.write(found[0])
        pinned.flush()
        options = "--quiet --disable-pip-version-check --require-hashes --only-binary :all: --no-deps"
        return subprocess.run(
            [python, "-m", "pip", "install", *options.split(), "-r", pinned.name],
            check=False,
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
