"""Two hundred broken and hostile files onto one record: each ends as reports taken in, or as a reject with a reason."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from dateline import coder
from dateline.model.kit import Kit
from dateline.record import Record

SENTENCE = "Kenya signed a pact with Norway on Monday, its foreign ministry said."
PAGE = f"""<!doctype html><html lang="en"><head><title>Pact</title><meta property="article:published_time"
content="2024-03-05"></head><body><article><p>{SENTENCE}</p><p>Both sides praised the talks.</p></article></body>
</html>"""
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title><item><title>Pact</title>
<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate><description>{SENTENCE}</description></item></channel></rss>"""
NITF = f"""<?xml version="1.0"?><nitf><head><docdata><date.issue norm="20240305"/></docdata></head><body><body.head>
<hedline><hl1>Pact</hl1></hedline></body.head><body.content><p>{SENTENCE}</p></body.content></body></nitf>"""
ROW = json.dumps({"date": "2024-03-05", "text": SENTENCE})
BOMB = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 9))


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = (
        "desk@post.example",
        "Pact",
        "Tue, 05 Mar 2024 10:00:00 +0000",
    )
    message.set_content(SENTENCE)
    message.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="../../etc/pact.html")
    return message.as_bytes()


def slipping() -> bytes:
    """An archive whose members' names lead out of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../../tmp/evil.txt", SENTENCE)
    return out.getvalue()


WHOLE = {
    "report.txt": f"date 2024-03-05 {SENTENCE}".encode(),
    "page.html": PAGE.encode(),
    "feed.xml": FEED.encode(),
    "item.nitf": NITF.encode(),
    "rows.csv": f'date,text\n2024-03-05,"{SENTENCE}"\n'.encode(),
    "rows.jsonl": f"{ROW}\n{ROW}\n".encode(),
    "mail.eml": mail(),
    "pages.warc.gz": gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\nHTTP/1.1 \r\n\r\n"),
    "item.ninjs": json.dumps(
        {"uri": "x", "firstCreated": "2024-03-05T10:00:00Z", "body_text": SENTENCE, "type": "text"}
    ).encode(),
    "paper.pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF",
}

SPECIAL = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\r\n" * 50,
    "zeros.bin": bytes(5000),
    "long-word.txt": b"x" * 10_000_000,
    "long-line.txt": b"date 2024-03-05 " + b"- " * 5_000_000,
    "long-line.jsonl": b'{"text": "' + b"y" * 10_000_000 + b'"}\n' + ROW.encode(),
    "long-cell.csv": b"date,text\n2024-03-05," + b"z" * 10_000_000 + b"\n",
    "embedded.csv": f'date,text\n2024-03-05,"{SENTENCE}\n\nIt said ""more"" later,\nand left."\n'.encode(),
    "unclosed.csv": f'date,text\n2024-03-05,"{SENTENCE}\n2024-03-06,{SENTENCE}\n'.encode(),
    "no-text.csv": b"date,colour\n2024-03-05,red\n",
    "utf16.txt": f"date 2024-03-05 {SENTENCE}".encode("utf-16"),
    "utf32.txt": f"date 2024-03-05 {SENTENCE}".encode("utf-32"),
    "latin1.txt": "date 2024-03-05 Muñoz met Gonçalves in León on Monday.".encode("latin-1"),
    "koi8.txt": "Министр встретил посла.".encode("koi8-r") * 20,
    "wrong-charset.html": PAGE.replace("<head>", '<head><meta charset="utf-16">').encode(),
    "surrogates.jsonl": b'{"text": "Kenya met \\ud800 Norway on Monday.", "date": "2024-03-05"}\n',
    "bidi.txt": f"date 2024-03-05 \u202e{SENTENCE}\u202c\u2066\u2069".encode(),
    "nul.txt": f"date 2024-03-05 {SENTENCE}\x00\x01\x02".encode(),
    "deep.html": (b"<div>" * 20_000) + SENTENCE.encode() + (b"</div>" * 20_000),
    "wide.html": b"<p>" + b"<b>x</b>" * 20_000,
    "attributes.html": b"<p " + b"a=b " * 100_000 + b">" + SENTENCE.encode(),
    "script.html": PAGE.replace("<p>", "<script>while(1);</script><p>").encode(),
    "entities.xml": f'<!DOCTYPE r [<!ENTITY a0 "ha">{BOMB}]><rss><channel>&a8;</channel></rss>'.encode(),
    "outside.xml": b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>',
    "deep.json": b"[" * 100_000 + b"]" * 100_000,
    "number.json": b'{"text": 5}',
    "nan.jsonl": b'{"text": NaN}\n{"text": null}\n{"text": {"a": 1}}\n',
    "slip.zip": slipping(),
    "slip.eml": b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Disposition: x; filename=/etc/passwd\n\n",
    "bomb.warc.gz": gzip.compress(bytes(30_000_000)),
    "torn.warc.gz": gzip.compress(SENTENCE.encode() * 100)[:60],
    "not-a.parquet": b"PAR1" + bytes(100) + b"PAR1",
    "not-a.pdf": b"%PDF-1.7\n" + bytes(range(256)),
    "not-a.gz": b"\x1f\x8b\x08\x00 nothing",
    "dates.txt": b"date 2024-13-45 Nothing happened here.",
    "year-0.txt": b"date 0000-00-00 Kenya met Norway.",
    "quotes.txt": ('"' * 3000 + SENTENCE).encode(),
    "brackets.txt": ("(" * 1000 + SENTENCE + ")" * 1000).encode(),
    "commas.txt": ("Kenya, " * 800 + "met Norway.").encode(),
    "of.txt": ("the envoy of " * 400 + "Kenya met Norway.").encode(),
}


def files() -> dict[str, bytes]:
    """Two hundred files by name: the special ones, and whole ones that are torn, spliced and strewn with junk."""
    chance = random.Random(7)
    found = dict(SPECIAL)
    while len(found) < 200:
        name, data = chance.choice(list(WHOLE.items()))
        torn = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            at, kind = chance.randrange(len(torn) + 1), chance.randrange(4)
            if kind == 0:
                del torn[at:]
            elif kind == 1:
                del torn[at : at + chance.randint(1, 40)]
            elif kind == 2:
                torn[at:at] = chance.randbytes(chance.randint(1, 40))
            else:
                torn[at:at] = chance.choice(list(WHOLE.values()))[: chance.randint(1, 300)]
        found[f"{len(found):03}-{name}"] = bytes(torn)
    return found


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    for name, data in files().items():
        (folder / name).write_bytes(data)
    return folder


def test_every_one_ends_as_reports_or_as_a_reject(pile: Path, tmp_path: Path, kit: Kit) -> None:
    coded = coder.Coded()
    ends: dict[str, set[str]] = {}
    with Record(tmp_path / "record.db") as record:
        for step in coder.code([str(pile)], record, lambda: kit):
            coded.add(step)
            name = Path(step.locator.partition("#")[0]).name
            ends.setdefault(name, set()).add(step.outcome)
            if step.why:
                assert step.why.startswith(str(pile))
                assert "\n" not in step.why
                assert "an error of dateline's own" not in step.why
        silent = sorted(set(files()) - set(ends))
        assert silent == []
        assert coded.taken > 40
        assert coded.rejected > 40
        assert record.check() == []
    assert not Path("/tmp/evil.txt").exists()
