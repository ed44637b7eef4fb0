"""Words go in; out comes which news agency signs with them: the names by which wires credit themselves in a text."""

from __future__ import annotations

import re

_NAMES = """
Agence France-Presse|AFP|Associated Press|AP|Reuters|United Press International|UPI|Bloomberg
TASS|ITAR-TASS|RIA Novosti|Sputnik|Interfax-Ukraine|Interfax|REGNUM|Ukrinform|UNIAN|UNN|Ukrainian News|BelTA|BELTA
KCNA|Yonhap|Kyodo News|Kyodo|Jiji Press|Jiji|Xinhua|CNA|Focus Taiwan|MONTSAME|VNA|Antara|ANTARA|Bernama|PNA|TNA
PTI|ANI|UNI|IANS|APP|BSS|UNB|RSS|Lankapuvath
Anadolu Agency|Anadolu|AA|DHA|IHA|IRNA|ISNA|Mehr|Tasnim|Fars|SANA|NNA|INA|WAM|SPA|KUNA|QNA|BNA|ONA|Petra|WAFA|MENA
Saba|LANA|TAP|APS|MAP|SUNA|ENA|SONNA|NAN|GNA|ZIANA|ANGOP|APA News|PANA|PanARMEN|SAnews
AZERTAC|AZƏRTAC|Trend|APA|Turan|ARMENPRESS|Armenpress|Arminfo|Interpressnews|Kazinform|KAZINFORM|Kabar|AKIpress
UzA|UzReport|Khovar|TDH
dpa-AFX|dpa|DPA|ANSA|AGI|Adnkronos|EFE|ACAN-EFE|Europa Press|Lusa|LUSA|Belga|ANP|NTB|TT|STT|Ritzau|BNS|ELTA|LETA|ERR
PAP|CTK|ČTK|TASR|SITA|MTI|Agerpres|AGERPRES|BTA|Tanjug|TANJUG|Beta|FoNet|HINA|Hina|STA|FENA|MIA|ATA|Renta|AMNA|ANA
Prensa Latina|Telam|Télam|Notimex|Agencia Brasil|Andina|ABI|AVN|ACN|Canadian Press|CP|PA Media|PA|AAP|IPS|KNA|UCA News
"""

WIRES = tuple(name for line in _NAMES.split("\n") for name in line.split("|") if name)
"""The names of news agencies as their own copy gives them; their facts stand in `publishers/`."""

_KNOWN = frozenset(each.casefold() for each in WIRES)

WIRE = "|".join(re.escape(each) for each in sorted(set(WIRES), key=len, reverse=True))
"""A pattern of any of them, the longest first."""


def is_wire(words: str) -> bool:
    """Whether `words` are the name of a known news agency, whatever the case.

    >>> is_wire("Yonhap"), is_wire("Tuesday")
    (True, False)
    """
    return " ".join(words.split()).casefold() in _KNOWN
