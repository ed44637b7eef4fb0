"""Mails: a list's newsletter, a report that somebody forwards, a page attached, and what is no mail."""

from __future__ import annotations

from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import intake
from dateline.errors import BadInput

NEWSLETTER = b"""\
Received: from mx.example by mail.example; Wed, 6 Mar 2024 01:00:00 +0000
Message-ID: <1@post.example>
Date: Tue, 05 Mar 2024 22:10:00 -0500
From: =?utf-8?q?Ren=C3=A9e_Park?= <renee@post.example>
Subject: =?utf-8?q?Ghana_and_Togo_sign_a_pact?=
List-Id: Harbour Briefing <briefing.post.example>
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Ghana and Togo signed a border agreement on Tuesday, the caf\xc3\xa9\xe2\x80\x99s owner said.

It was the first in years.

--\x20
Harbour Briefing, unsubscribe here
"""
FORWARD = b"""\
Message-ID: <2@desk.example>
Date: Thu, 07 Mar 2024 09:00:00 +0000
From: Jo Lindqvist <jo@desk.example>
Subject: Fwd: Ships leave Tema

Worth a look.

---------- Forwarded message ---------
From: Gulf News Bureau <wire@gnb.example>
Date: Mon, Mar 4, 2024 at 3:12 PM
Subject: Ships leave Tema
To: <desk@desk.example>

TEMA, March 4 (GNB) -- Two ships left the harbour on Monday, the navy said.
"""


def test_a_list() -> None:
    (found,) = intake.from_bytes(NEWSLETTER, "mail.eml")
    assert found.text == (
        "Ghana and Togo sign a pact\n\nGhana and Togo signed a border agreement on Tuesday, the café’s owner said."
        "\n\nIt was the first in years."
    )
    assert (found.published.edtf, found.published_basis) == ("2024-03-05", "header")
    assert (found.publisher, found.bylines, found.language) == ("Harbour Briefing", ("Renée Park",), "en")


def test_what_is_forwarded_is_a_report_of_its_own() -> None:
    own, forwarded = intake.from_bytes(FORWARD, "mail.eml")
    assert own.body.of(own.text) == "Worth a look."
    assert (own.title, own.publisher, own.published.edtf) == ("Ships leave Tema", "Jo Lindqvist", "2024-03-07")
    assert forwarded.body.of(forwarded.text).startswith("TEMA, March 4")
    assert (forwarded.publisher, forwarded.published.edtf) == ("Gulf News Bureau", "2024-03-04")
    assert forwarded.agencies == ("GNB",)


def test_quoted_forward() -> None:
    head, body = FORWARD.split(b"---------\n")
    quoted = head.replace(b"---------- Forwarded message ", b"Begin forwarded message:\n") + b"\n".join(
        b"> " + line for line in body.splitlines()
    )
    _, forwarded = intake.from_bytes(quoted, "mail.eml")
    assert (
        forwarded.body.of(forwarded.text)
        == "TEMA, March 4 (GNB) -- Two ships left the harbour on Monday, the navy said."
    )


def mail(**fields: str) -> EmailMessage:
    made = EmailMessage()
    for field, value in ({"From": "a@post.example", "Subject": "Rain"} | fields).items():
        made[field.replace("_", "-")] = value
    return made


def test_html_only() -> None:
    made = mail(Date="Tue, 05 Mar 2024 22:10:00 -0500")
    made.set_content("<p>Rain fell on the town &amp; the hills.</p><p>It was cold.</p>", subtype="html")
    (found,) = intake.from_bytes(bytes(made), "mail.eml")
    assert found.body.of(found.text) == "Rain fell on the town & the hills.\n\nIt was cold."


def test_attachments_are_read_by_their_format() -> None:
    made = mail()
    made.set_content("See attached.\n")
    made.add_attachment(" date 2024-03-05 Snow fell in the north.", filename="snow.txt")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    inner = mail(Subject="Wind")
    inner.set_content("Wind blew.\n")
    made.add_attachment(inner)
    found = intake.from_bytes(bytes(made), "mail.eml")
    assert [each.body.of(each.text).strip() for each in found] == [
        "See attached.",
        "Snow fell in the north.",
        "Wind blew.",
    ]


def test_a_mail_that_has_no_day_has_none() -> None:
    made = mail()
    made.set_content("Rain fell.")
    (found,) = intake.from_bytes(bytes(made), "mail.eml")
    assert found.published.state == "not_stated"
    broken, _, rest = NEWSLETTER.partition(b"Date: ")
    (found,) = intake.from_bytes(broken + b"Date: soon\n" + rest.partition(b"\n")[2], "mail.eml")
    assert (found.published.state, found.published.reason) == ("unresolved", "'soon' is no date")


def test_a_mail_is_known_behind_any_suffix() -> None:
    assert intake.from_bytes(NEWSLETTER, "mail.txt")[0].publisher == "Harbour Briefing"
    assert intake.from_bytes(b"Title: Rain\nDate: 2024-03-05\n\nRain fell.", "a.txt")[0].published_basis == "header"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"no mail at all", "is no mail"),
        (b"\x00\xff\x01" * 40, "is no mail"),
        (b"From: a@b.example\nSubject: x\n\n", "without text"),
    ],
)
def test_what_is_no_mail(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        intake.from_bytes(data, "mail.eml")
    assert str(caught.value).startswith("mail.eml: ")


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(FORWARD)), st.binary(max_size=8), st.integers(0, 60))
def test_torn_mails_are_reports_or_bad_input(cut: int, junk: bytes, gap: int) -> None:
    with suppress(BadInput):
        intake.from_bytes(FORWARD[:cut] + junk + FORWARD[cut + gap :], "mail.eml")
