"""NewsML-G2 and NITF as agencies send them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import intake
from dateline.errors import BadInput
from dateline.model.report import Report

ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"
guid="urn:newsml:wire.example:1" version="2" xml:lang="en-GB">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="MRD"><name>Meridian News</name></provider>
<versionCreated>2024-03-06T01:00:00Z</versionCreated><firstCreated>2024-03-05T22:10:00Z</firstCreated>
<pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><contentCreated>2024-03-04</contentCreated><located><name>Accra</name></located>
<creditline>Meridian/GNB</creditline><by>By Mina Okafor</by><infoSource><name>Gulf News Bureau</name></infoSource>
<language tag="en"/><headline>Ghana and Togo sign a pact</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>No</title></head>
<body><p>They <b>signed</b> on Tuesday.</p><figure><p>A crane.</p></figure><ul><li>First</li></ul>
<p>It was late.</p>
</body></html></inlineXML></contentSet></newsItem>"""
NITF = """<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-6.dtd"><nitf xml:lang="en">
<head><title>Ships</title><docdata><date.issue norm="20240305T221000Z"/><doc.copyright holder="Meridian News"/>
</docdata>
<pubdata name="The Harbour Post" date.publication="20240306"/></head>
<body><body.head><hedline><hl1>Ships leave Tema</hl1><hl2>Navy</hl2></hedline>
<byline>By <person>Jo Park</person></byline>
<distributor>GNB</distributor><dateline><location>TEMA</location>, 
<story.date>March 4</story.date></dateline></body.head>
<body.content><p>Two ships left.</p><media media-type="image"><media-caption><p>A ship.</p></media-caption></media>
<hl2>Cargo</hl2><p>They carried cocoa.</p></body.content></body></nitf>"""


def read(text: str, name: str = "a.xml") -> Report:
    (found,) = intake.from_bytes(text.encode(), name)
    return found


def test_news_item() -> None:
    found = read(ITEM)
    assert found.text == "Ghana and Togo sign a pact\n\nThey signed on Tuesday.\n\nFirst\n\nIt was late."
    assert (found.published.edtf, found.published_basis) == ("2024-03-05", "meta")
    assert [(each.said_in, each.of) for each in found.dates] == [
        ("firstCreated", "published"), ("versionCreated", "updated"), ("contentCreated", "published"),
    ]  # fmt: skip
    assert (found.publisher, found.bylines) == ("Meridian News", ("Mina Okafor",))
    assert found.agencies == ("Gulf News Bureau", "Meridian", "GNB")
    assert (found.url, found.language) == ("urn:newsml:wire.example:1", "en")


def test_nitf() -> None:
    found = read(NITF)
    assert found.text == "Ships leave Tema\n\nTEMA, March 4 - Two ships left.\n\nCargo\n\nThey carried cocoa."
    assert (found.published.edtf, found.publisher, found.bylines) == ("2024-03-05", "The Harbour Post", ("Jo Park",))
    assert found.agencies == ("GNB",)
    assert [(each.basis, each.time.edtf) for each in found.dates] == [
        ("meta", "2024-03-05"), ("meta", "2024-03-06"), ("dateline", "2024-03-04"),
    ]  # fmt: skip


def test_nitf_within_newsml_and_several_items() -> None:
    inner = NITF.partition("?>")[2].partition(">")[2]
    start, end = ITEM.index("<html"), ITEM.index("</html>") + 7
    second = ITEM[:start] + inner + ITEM[end:]
    third = ITEM.replace("stat:usable", "stat:canceled")
    message = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{ITEM}{second}{third}</itemSet></newsMessage>'
    refused: list[BadInput] = []
    found = intake.from_bytes(message.encode(), "a.xml", refuse=refused.append)
    assert len(found) == 2
    assert found[1].text.endswith("Cargo\n\nThey carried cocoa.")
    assert [str(each) for each in refused] == ["a.xml, item 3: is canceled"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("stat:usable", "stat:withheld", "is withheld"),
        ("ninat:text", "ninat:picture", "is of class picture, not text"),
        (ITEM[ITEM.index("<contentSet>") : ITEM.index("</newsItem>")], "", "has no text"),
        ("</newsItem>", "", "is broken XML"),
        (ITEM, "", "is empty"),
        (ITEM, "<a/>", "is .xml of no kind that is read here"),
    ],
)
def test_what_is_no_report(old: str, new: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        read(ITEM.replace(old, new))
    assert str(caught.value).startswith("a.xml: ")
    assert "\n" not in str(caught.value)


def test_other_xml_by_its_own_suffix() -> None:
    with pytest.raises(BadInput, match="no NewsML-G2 and no NITF"):
        read("<a/>", "a.nitf")


def test_entities_are_neither_fetched_nor_multiplied() -> None:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE nitf [<!ENTITY a0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{lines}]>'
    text = f"{bomb}<nitf><body><body.content><p>&f;&a11; Two ships left the harbour.</p></body.content></body></nitf>"
    with suppress(BadInput):
        found = read(text, "a.nitf")
        assert "root:" not in found.text
        assert len(found.text) < 1000


@settings(max_examples=80, deadline=None)
@given(st.sampled_from([ITEM, NITF]), st.integers(0, 3000), st.integers(0, 40), st.binary(max_size=4))
def test_torn_documents_are_reports_or_bad_input(text: str, cut: int, gap: int, junk: bytes) -> None:
    data = text.encode()
    cut %= len(data)
    with suppress(BadInput):
        intake.from_bytes(data[:cut] + junk + data[cut + gap :], "a.nitf")
