"""Add up what several test runs reported, and name what was skipped in all of them: `tally.py REPORT.xml …`."""

import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

# What others own and nobody may copy in: read by tests where it lies, and only there.
ELSEWHERE = "material beside this checkout is missing"


def outcome(case: ET.Element) -> str:
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    skipped = case.find("skipped")
    if skipped is None:
        return "passed"
    return "unread" if ELSEWHERE in f"{skipped.get('message')} {skipped.text}" else "skipped"


def outcomes(report: Path) -> list[tuple[str, str]]:
    """Name and outcome of every test; a report that was never written counts as one failure."""
    if not report.is_file():
        return [(report.stem, "failed")]
    cases = ET.parse(report).getroot().iter("testcase")
    return [(f"{case.get('classname')}::{case.get('name')}", outcome(case)) for case in cases]


def never_run(runs: list[list[tuple[str, str]]]) -> list[str]:
    """Skipping is fair where another run takes the test, such as one meant for the other database."""
    seen = {name for run in runs for name, what in run if what in {"passed", "failed"}}
    return sorted({name for run in runs for name, what in run if what == "skipped"} - seen)


def main() -> int:
    runs = [outcomes(Path(name)) for name in sys.argv[1:]]
    counts = Counter(what for run in runs for _, what in run)
    skipped = never_run(runs)
    for name in skipped:
        print(f"nowhere run: {name}")
    if counts["unread"]:
        print(f"{counts['unread']} tests had nothing to read: {ELSEWHERE}")
    failed = counts["failed"] + len(skipped)
    print(f"{counts['passed']} passed, {failed} failed")
    return 1 if failed or not counts["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
