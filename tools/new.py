"""A kind and a name go in; the file of a new command, export, output, intake or case comes out, ready to be filled."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILES = {
    "command": (
        "src/dateline/cli/{name}.py",
        '"""`dateline {name}`: … goes in; … comes out."""\n\nfrom __future__ import annotations\n\n'
        "import typer\n\n\n"
        'def command() -> None:\n    """Say in one sentence what this does."""\n    typer.echo("")\n',
    ),
    "export": (
        "src/dateline/export/{name}.py",
        '"""Entries go in; … comes out."""\n\nfrom __future__ import annotations\n\n'
        "from collections.abc import Iterable\nfrom pathlib import Path\n\nfrom dateline.export import Leave, Left\n"
        "from dateline.model.entry import Entry\n\n"
        'SUFFIX = ".{name}"\nCARRIES = frozenset({{"type"}})\n\n\n'
        "def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:\n"
        '    """Say what a row is."""\n    rows = 0\n'
        '    with to.open("w", encoding="utf-8", newline="\\n") as out:\n        for entry in entries:\n'
        '            if entry.review == "rejected":\n'
        '                leave(Left(entry.claim.id, "rejected by a person"))\n                continue\n'
        '            out.write(entry.claim.type + "\\n")\n            rows += 1\n    return rows\n',
    ),
    "output": (
        "src/dateline/export/{name}.py",
        '"""Readings go in; … comes out."""\n\nfrom __future__ import annotations\n\n'
        "from collections.abc import Iterable, Iterator\n\nfrom dateline.export import Look\n"
        "from dateline.model.reading import Reading\n\n\n"
        "def render(readings: Iterable[Reading], look: Look) -> Iterator[str]:\n"
        '    """Say what one piece of the output is."""\n'
        "    for reading in readings:\n        yield reading.report.id\n",
    ),
    "intake": (
        "src/dateline/intake/{name}.py",
        '"""… goes in; Reports come out."""\n\nfrom __future__ import annotations\n\n'
        "from collections.abc import Iterable\n"
        "from datetime import date\n\nfrom dateline.errors import BadInput\n"
        "from dateline.model.report import Report\n\n"
        'SUFFIXES = (".{name}",)\n\n\n'
        "def reports(data: bytes, name: str, published: date | None = None) -> Iterable[Report]:\n"
        '    """The reports in `data`; BadInput when …"""\n    raise BadInput(f"{{name}}: …")\n',
    ),
    "case": (
        "cases/{name}.toml",
        '# What this shows, in one sentence.\n\n[[case]]\nname = ""\n'
        "published = 2024-03-05\ntext = '''\n'''\nexpected = []\n",
    ),
}


def main() -> int:
    """Writes the file and says where; refuses to write over one."""
    if len(sys.argv) != 3 or sys.argv[1] not in FILES:
        print(f"usage: new.py {'|'.join(FILES)} NAME   (stage: docs/howto)", file=sys.stderr)
        return 2
    place, text = FILES[sys.argv[1]]
    path = ROOT / place.format(name=sys.argv[2])
    if path.exists():
        print(f"{path} is there already", file=sys.stderr)
        return 2
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.format(name=sys.argv[2]), "utf-8")
    print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
