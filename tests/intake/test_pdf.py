"""PDFs: the text layer as paragraphs, where each page stands, and files that have none."""

from __future__ import annotations

import io
import sys
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from dateline import intake
from dateline.errors import BadInput

FIRST = [
    "The Harbour Post", "Ghana and Togo have come to a border agree-", "ment, the minister of the Accra-",
    "based government said at noon.", "", "The two will open crossings by June of the year.", "1",
]  # fmt: skip
SECOND = ["The Harbour Post", "Customs offices follow within a year, officials", "said.", "", "It was late.", "2"]
THIRD = ["The Harbour Post", "Nobody else spoke on the day.", "3"]


def pdf(*pages: list[str], info: str = "") -> bytes:
    """A PDF whose pages hold these lines."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", f"<<{info}>>"]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET"
        objects.append(f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    out, starts = "%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(objects) + 1
    trailer = f"trailer<</Size {size}/Root 1 0 R/Info 4 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def test_pages() -> None:
    (found,) = intake.from_bytes(pdf(FIRST, SECOND, THIRD), "a.pdf")
    assert [page.of(found.text) for page in found.pages] == [
        "Ghana and Togo have come to a border agreement, the minister of the Accra-based government said at noon.\n\n"
        "The two will open crossings by June of the year.",
        "Customs offices follow within a year, officials said.\n\nIt was late.",
        "Nobody else spoke on the day.",
    ]
    assert found.published.state == "not_stated"
    assert found.language == "en"


def test_a_page_without_text_keeps_its_place() -> None:
    (found,) = intake.from_bytes(pdf(FIRST[1:4], [], THIRD[1:2]), "a.pdf")
    assert [len(page) > 0 for page in found.pages] == [True, False, True]
    assert found.pages[0].end <= found.pages[1].start <= found.pages[2].start


def test_dates_of_the_file() -> None:
    info = "/CreationDate(D:20240305221000Z)/ModDate(D:20240309)/Title(Microsoft Word - x.doc)"
    (found,) = intake.from_bytes(pdf(THIRD, info=info), "a.pdf")
    assert [(each.said_in, each.of, each.time.edtf) for each in found.dates] == [
        ("CreationDate", "published", "2024-03-05"),
        ("ModDate", "updated", "2024-03-09"),
    ]
    assert (found.published.edtf, found.title) == ("2024-03-05", None)


def locked() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(THIRD)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"no pdf at all", "cannot be taken apart"),
        (b"%PDF-1.7\n", "cannot be taken apart"),
        (pdf([], []), "2 pages without a text layer"),
        (locked(), "locked by a password"),
    ],
)
def test_what_cannot_be_read(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        intake.from_bytes(data, "a.pdf")
    assert str(caught.value).startswith("a.pdf: ")
    assert "\n" not in str(caught.value)


def test_a_pdf_is_known_behind_any_suffix() -> None:
    assert intake.from_bytes(pdf(THIRD), "a.txt")[0].pages


def test_without_pypdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(BadInput, match=r"needs pypdf; install it with pip install 'dateline\[pdf\]'"):
        intake.from_bytes(pdf(THIRD), "a.pdf")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 3000), st.integers(0, 60), st.binary(max_size=6))
def test_torn_pdfs_are_reports_or_bad_input(cut: int, gap: int, junk: bytes) -> None:
    data = pdf(FIRST, SECOND, THIRD)
    cut %= len(data)
    with suppress(BadInput):
        intake.from_bytes(data[:cut] + junk + data[cut + gap :], "a.pdf")
