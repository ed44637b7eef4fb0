"""Places and their names go into one file of fixed arrays; out of it, mapped into memory, come the bearers of a name.

The file is read-only and shared by all processes that map it, forked or not; nothing is read before it is asked for.
Layout: a header (magic, version, digest of the sources, one offset and length per section), then the sections, each
aligned to eight bytes, little-endian:

    strings    UTF-8, each ended by a zero byte: names, ids, codes; referred to by offset
    places     nine arrays of 32 bits, one after another: see `PLACE`
    keys       the folded names as UTF-8, each ended by a zero byte
    key_at     where each key begins in `keys`
    first      where the postings of each key begin; one more at the end
    postings   place * 2 + 1 if the key is its usual name, else place * 2; the best known place first
    slots      a hash table by CRC-32 with linear probing: number of the key + 1, or 0
"""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zlib import crc32

from dateline.lexicon.gazetteer.names import fold
from dateline.model.gazetteer import Bearer, GazetteerEntry
from dateline.model.place import Precision

MAGIC = b"DLGZ"
VERSION = 1
MAIN = 1.5
"""How much better known, in powers of ten of people, a place is under its usual name than under an alternate one."""
SECTIONS = ("strings", "places", "keys", "key_at", "first", "postings", "slots")
_HEADER = struct.Struct(f"<4sI32s{2 * len(SECTIONS)}Q")
PLACE = ("id", "name", "country", "admin1", "lat", "lon", "population", "feature", "within")
"""What is kept of a place. Strings by offset; degrees in hundred-thousandths, offset by 180; `id` and `within` are
strings as well, `id` one that begins with a digit for a number of GeoNames."""
PRECISIONS: Mapping[str, Precision] = {
    "P": "city", "A.PCL": "country", "A.ADM1": "province", "A.ADM2": "district", "A": "region", "S": "site",
    "R": "site", "H.LK": "region", "H.RSV": "region", "H.STM": "region", "H.CNL": "site", "H": "sea", "T": "region",
    "T.PT": "site", "L": "region", "L.PRT": "site", "L.MILB": "site", "L.NVB": "site", "V": "region",
}  # fmt: skip


def precision_of(feature: str) -> Precision:
    """How exact a place of this GeoNames class and code is: the longest beginning of the code that the table knows.

    >>> precision_of("P.PPLC"), precision_of("A.PCLI"), precision_of("S.SPCP")
    ('city', 'country', 'site')
    """
    for end in range(len(feature), 0, -1):
        if feature[:end] in PRECISIONS:
            return PRECISIONS[feature[:end]]
    return "region"


@dataclass(frozen=True, slots=True)
class Named:
    """A place on its way into the file, with its names as folded keys and how well known it is (higher first)."""

    entry: GazetteerEntry
    keys: Mapping[str, bool]
    weight: float


def write(path: Path, places: Sequence[Named], digest: bytes) -> None:
    """Write the file; the same places give the same bytes."""
    strings = _Strings()
    columns = [array("I") for _ in PLACE]
    by_key: dict[str, list[tuple[float, int, bool]]] = {}
    for number, place in enumerate(places):
        entry = place.entry
        row = (
            strings.offset(entry.id.removeprefix("geonames:")),
            strings.offset(entry.name),
            strings.offset(entry.country or ""),
            strings.offset(entry.admin1 or ""),
            round((entry.lat + 180) * 100_000),
            round((entry.lon + 180) * 100_000),
            min(entry.population, 2**32 - 1),
            strings.offset(entry.feature),
            strings.offset(entry.within or ""),
        )
        for column, value in zip(columns, row, strict=True):
            column.append(value)
        for key, main in place.keys.items():
            rank = place.weight + (MAIN if main else 0.0)
            by_key.setdefault(key, []).append((-rank, number, main))
    keys = sorted(by_key)
    blob, key_at, first, postings = bytearray(), array("I"), array("I"), array("I")
    for key in keys:
        key_at.append(len(blob))
        blob += key.encode() + b"\0"
        first.append(len(postings))
        postings.extend(number * 2 + main for _, number, main in sorted(by_key[key]))
    first.append(len(postings))
    every = (
        bytes(strings.blob), b"".join(map(_little, columns)), bytes(blob), _little(key_at), _little(first),
        _little(postings), _little(_slots(keys)),
    )  # fmt: skip
    ends, body, at = [], [], (_HEADER.size + 7) // 8 * 8
    for section in every:
        padding = -len(section) % 8
        ends += [at, len(section)]
        body.append(section + bytes(padding))
        at += len(section) + padding
    header = _HEADER.pack(MAGIC, VERSION, digest, *ends)
    path.write_bytes(header + bytes(-len(header) % 8) + b"".join(body))


def _little(values: array[int]) -> bytes:
    if sys.byteorder == "big":
        values = array("I", values)
        values.byteswap()
    return values.tobytes()


def _slots(keys: Sequence[str]) -> array[int]:
    size = 1 << max(4, (2 * len(keys)).bit_length())
    slots = array("I", bytes(4 * size))
    for number, key in enumerate(keys):
        slot = crc32(key.encode()) & (size - 1)
        while slots[slot]:
            slot = (slot + 1) & (size - 1)
        slots[slot] = number + 1
    return slots


class _Strings:
    def __init__(self) -> None:
        self.blob = bytearray()
        self._at: dict[str, int] = {}

    def offset(self, string: str) -> int:
        if string not in self._at:
            self._at[string] = len(self.blob)
            self.blob += string.encode() + b"\0"
        return self._at[string]


def digest_of(path: Path) -> bytes | None:
    """The digest of the sources that a file was made from; None if there is no file, or one of another version."""
    try:
        with path.open("rb") as file:
            magic, version, digest, *_ = _HEADER.unpack(file.read(_HEADER.size))
    except (OSError, struct.error):
        return None
    return bytes(digest) if (magic, version) == (MAGIC, VERSION) else None


class MappedGazetteer:
    """The gazetteer of a Kit, mapped from the file that `write` made; see `Gazetteer` for what it answers."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        _, _, _, *ends = _HEADER.unpack(self._map[: _HEADER.size])
        parts = {
            name: memoryview(self._map)[ends[2 * at] : ends[2 * at] + ends[2 * at + 1]]
            for at, name in enumerate(SECTIONS)
        }
        self._strings, self._keys = parts["strings"], ends[4]
        self._string_at = ends[0]
        self._key_at, self._first = _numbers(parts["key_at"]), _numbers(parts["first"])
        self._postings, self._slots = _numbers(parts["postings"]), _numbers(parts["slots"])
        self._places = _numbers(parts["places"])
        self._count = len(self._places) // len(PLACE)
        self.bearers = lru_cache(maxsize=1 << 14)(self._bearers)
        self._entry = lru_cache(maxsize=1 << 15)(self._read_entry)

    def find(self, name: str) -> Sequence[GazetteerEntry]:
        return [bearer.entry for bearer in self.bearers(name)]

    def abbreviated(self, name: str) -> Sequence[GazetteerEntry]:
        return self.find(f", {name}")

    def demonym(self, word: str) -> Sequence[GazetteerEntry]:
        return self.find(f"({word})")

    def _bearers(self, name: str) -> tuple[Bearer, ...]:
        key = fold(name).encode("utf-8", "surrogatepass")
        mask = len(self._slots) - 1
        slot = crc32(key) & mask
        while number := self._slots[slot]:
            start = self._keys + self._key_at[number - 1]
            if self._map[start : start + len(key) + 1] == key + b"\0":
                found = self._postings[self._first[number - 1] : self._first[number]]
                return tuple(Bearer(self._entry(each >> 1), bool(each & 1)) for each in found)
            slot = (slot + 1) & mask
        return ()

    def _read_entry(self, number: int) -> GazetteerEntry:
        row = [self._places[column * self._count + number] for column in range(len(PLACE))]
        id_, name, country, admin1, feature, within = (self._string(row[at]) for at in (0, 1, 2, 3, 7, 8))
        return GazetteerEntry(
            id=f"geonames:{id_}" if id_.isdigit() else id_,
            name=name,
            country=country or None,
            admin1=admin1 or None,
            lat=round(row[4] / 100_000 - 180, 5),
            lon=round(row[5] / 100_000 - 180, 5),
            population=row[6],
            feature=feature,
            precision=precision_of(feature),
            within=within or None,
        )

    def _string(self, offset: int) -> str:
        start = self._string_at + offset
        return self._map[start : self._map.find(b"\0", start)].decode()


def _numbers(part: memoryview) -> Sequence[int]:
    if sys.byteorder == "big":
        numbers = array("I", part.tobytes())
        numbers.byteswap()
        return numbers
    return part.cast("I")


def every_key(names: Iterable[tuple[str, bool]]) -> dict[str, bool]:
    """The folded keys of names given with whether each is the usual one."""
    found: dict[str, bool] = {}
    for name, main in names:
        key = fold(name)
        if key:
            found[key] = found.get(key, False) or main
    return found
