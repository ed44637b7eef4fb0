"""Pieces of HTML as they come in feeds and mails, torn ones among them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.markup import prose


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Rain < snow & hail", "Rain < snow & hail"),
        ("Rain<br/>Snow &lt;b&gt; hail", "Rain\n\nSnow <b> hail"),
        ("<figure>x<figcaption>A crane</figcaption></figure><p>Rain</p>", "Rain"),
        ("<!-- no <p>not</p> --><p>Rain<!-- never closed", "Rain<!-- never closed"),
        ("<![CDATA[<p>Rain</p>]]>", "Rain"),
        ("<P CLASS='a'>Rain</P><SCRIPT>if (a<b) x('</p>')</SCRIPT>Snow", "Rain\n\nSnow"),
        ("<nav/><p>Rain", "Rain"),
    ],
)
def test_text(markup: str, text: str) -> None:
    assert prose(markup) == text


@given(st.text(alphabet="<>/!-[]apbr &;'\"=", max_size=60))
def test_any_text_goes(markup: str) -> None:
    prose(markup)


@pytest.mark.parametrize("torn", ["<a ", "<!--", "<![CDATA[", "<!", "</", "<a b='", "&", "<nav>"])
def test_torn_tags_take_linear_time(torn: str) -> None:
    begun = time.process_time()
    prose("<p>" + torn * 200_000)
    assert time.process_time() - begun < 5
