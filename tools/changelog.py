"""A version goes in; the fragments in changes/ are gathered under it in CHANGELOG.md and removed."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
KINDS = ("added", "changed", "fixed", "removed")


def gathered(version: str, day: date, fragments: list[Path]) -> str:
    """The section of one version."""
    lines = [f"## {version} ({day.isoformat()})", ""]
    for kind in KINDS:
        told = [path.read_text("utf-8").strip() for path in fragments if path.suffixes[-2:-1] == [f".{kind}"]]
        lines += [f"### {kind.capitalize()}", "", *(f"- {each}" for each in told), ""] if told else []
    return "\n".join(lines)


def main() -> int:
    """Writes the section and removes the fragments; nothing is done when there are none."""
    fragments = sorted(path for path in (ROOT / "changes").glob("*.*.md"))
    if len(sys.argv) != 2 or not fragments:
        print("usage: changelog.py VERSION, with fragments in changes/", file=sys.stderr)
        return 2
    page = ROOT / "CHANGELOG.md"
    head, mark, rest = page.read_text("utf-8").partition("\n## ")
    section = gathered(sys.argv[1], date.today(), fragments)
    page.write_text(f"{head.rstrip()}\n\n{section.rstrip()}\n{mark}{rest}", "utf-8")
    for path in fragments:
        path.unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
