"""The score on PETRARCH's unit sentences, on records of our own in their form."""

from __future__ import annotations

from pathlib import Path

from dateline.model.kit import Kit
from dateline.score import petrarch_unit

RECORDS = """<Sentences>
<!-- <Sentence id="no"><Text>Left out.</Text></Sentence> -->
<Sentence date="19950101" id="A">
<EventCoding sourcecode="NOR" targetcode="SER" eventcode="111"></EventCoding>
<Text>
Norway condemned Serbia
over the raid.
</Text></Sentence>
<Sentence date="19950101" id="B">
<EventCoding noevents = "True"></EventCoding>
<Text>The harvest was good.</Text></Sentence>
</Sentences>"""


def test_score(tmp_path: Path, kit: Kit) -> None:
    file = tmp_path / "records.xml"
    file.write_text(RECORDS, "utf-8")
    assert [test.nothing for test in petrarch_unit.tests(file)] == [False, True]
    assert petrarch_unit.score(file, kit).figures == {"pairs": 100.0, "either": 100.0, "silent": 100.0}
