"""The words and points by which the places stage reads place names."""

from __future__ import annotations

LONGEST = 7
"""Tokens in the longest name that is looked for."""

KNOWN_ELSEWHERE = 1.5

LINKS = frozenset("of de la las los le du des del do da di al el the and y e upon on en - – ' ’ an ul . 's ’s".split())
SMALL_FIRST = frozenset("al el the as ad an ar ash".split())

NEVER = frozenset(
    """
    the of in at on to and or for from by a an as is it he she we i you they his her our my your this that these those
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december police university college school church hospital court congress senate house
    street avenue road highway drive lane boulevard mr mrs ms dr sen rep gov st no most many more all but not if when
    where what who why how there then than now new old both each some any one two three four five six seven eight nine
    ten north south east west northern southern eastern western central internet god christian man men woman women
    tv dna ceo gop fbi cia nato un eu bank center centre park lake river county city state town village district valley
    creek council bay island grove market federal centennial grand power day main human metro southwest northeast
    northwest southeast bureau conservation vista woods field fields hill hills mountain point bridge station royal
    public national international american general community memorial medical regional township borough tour olympic
    olympics spring summer winter fall sun moon world cup league association society foundation institute museum
    department ministry office agency commission committee board authority company corporation inc group news times
    post herald journal press today cathedral church mosque temple palace castle square stadium arena hotel airport
    base camp prison jail embassy time pool suits super focus peace
    """.split()
)
"""Words that are no place name on their own, whatever the gazetteer says."""

DOUBTFUL = frozenset(
    """
    reading mobile nice orange white black green brown best along hope union liberty independence freedom enterprise
    price sale date god love normal defiance superior justice police mission college garden home hall bath deal sandwich
    battle rugby male cork bar victory trinity marathon eagle eagles media advance commerce industry corning temple
    buffalo phoenix hamilton jackson jefferson lincoln madison monroe marshall franklin clinton washington lee grant
    carter ford johnson wilson taylor harrison tyler pierce hayes arthur cleveland houston austin dallas denver
    santiago david daniel joseph martin george charlotte victoria florence virginia georgia carolina madison sydney
    chelsea brooklyn jordan israel chad kent troy dana clayton logan stanley wayne warren douglas gary mason scott
    """.split()
)
"""Names that are other words or people's names as often; they need more than a capital."""

SITE_NOUNS = frozenset(
    """
    base airbase airport airfield port harbor harbour camp crossing checkpoint prison jail plant station reactor dam
    canal strait bridge palace cosmodrome spaceport site range barracks shipyard refinery mine hospital border pass
    tunnel stadium embassy compound complex facility center centre headquarters square museum cathedral mosque temple
    peninsula islands island sea ocean gulf bay river lake desert valley mountains region province district county
    state city zone corridor heights strip bank coast delta basin plateau
    """.split()
)

KINDS = frozenset(
    """
    city town village hamlet suburb neighborhood neighbourhood borough municipality capital port resort township
    county parish shire district province region state territory oblast governorate prefecture republic krai canton
    department emirate kingdom country nation river lake sea ocean gulf bay strait island islands peninsula desert
    mountain mountains valley canal base airport camp crossing plant prison cosmodrome
    """.split()
)
PLURALS = {
    "counties": "county", "parishes": "parish", "provinces": "province", "districts": "district", "cities": "city",
    "towns": "town", "villages": "village", "states": "state", "regions": "region", "governorates": "governorate",
    "oblasts": "oblast", "islands": "islands", "rivers": "river", "townships": "township", "boroughs": "borough",
}  # fmt: skip

CIVIC = frozenset(
    """
    police county city mayor sheriff school schools hospital council fire university college airport area residents
    resident district high elementary middle community court courthouse jail town township village commissioner
    commissioners public parks library department municipal metro metropolitan region suburb native chamber
    downtown officials office state board post center civic man woman men women couple family teen downs
    """.split()
)

BEFORE = {
    "in": 2.5, "near": 2.5, "outside": 2.5, "throughout": 2.5, "across": 2.0, "around": 1.5, "at": 1.0, "from": 1.5,
    "to": 1.0, "of": 0.5, "into": 1.5, "toward": 1.0, "towards": 1.0, "between": 0.5, "for": 0.0, "via": 1.5,
    "inside": 1.5, "northern": 2.0, "southern": 2.0, "eastern": 2.0, "western": 2.0, "central": 1.5, "north": 1.0,
    "south": 1.0, "east": 1.0, "west": 1.0, "downtown": 2.5, "northwest": 1.5, "northeast": 1.5, "southwest": 1.5,
    "southeast": 1.5, "outskirts": 2.0, "nearby": 2.0, "neighboring": 2.0, "neighbouring": 2.0, "visit": 1.5,
    "visited": 1.5, "upstate": 2.0, "greater": 1.0, "southeastern": 2.0, "southwestern": 2.0, "northeastern": 2.0,
    "northwestern": 2.0, "on": 1.0, "mr.": -4.0, "mrs.": -4.0, "ms.": -4.0, "dr.": -4.0, "miss": -2.0,
    "sen.": -3.0, "rep.": -3.0,
}  # fmt: skip
"""Points of the word before a name, an article left out."""

LABELS = {
    ("GPE", False): 3.0, ("GPE", True): 2.0, ("LOC", False): 3.0, ("LOC", True): 2.0, ("FAC", False): 2.0,
    ("FAC", True): 1.0, ("ORG", False): -0.5, ("ORG", True): 0.5, ("NORP", False): 0.5, ("NORP", True): 0.0,
}  # fmt: skip
"""Points of what the language tool takes a name for; True where the name is only part of the entity."""

DIRECTIONS = frozenset(
    """
    north south east west northern southern eastern western central northeast northwest southeast southwest northeastern
    northwestern southeastern southwestern upper lower greater inner outer downtown old new mid upstate historic
    """.split()
)
"""Words that stand before a place's name and leave it a place's name."""

NOT_NAMED_ON = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december today yesterday tomorrow i he she it we they the a an and or but
    """.split()
)
"""Capitalised words after a place's name that do not go on with it."""

SITE_HEADS = frozenset(
    """
    airport airbase airfield base camp hospital clinic prison jail university college school academy station port harbor
    harbour square bridge park palace castle church cathedral mosque temple synagogue shrine stadium arena hotel resort
    market mall plant factory refinery mine dam crossing checkpoint barracks garrison embassy consulate courthouse
    museum theater theatre hall center centre cosmodrome spaceport range site terminal tunnel cemetery monastery
    memorial library zoo headquarters facility depot shipyard pier tower
    """.split()
)
"""What a longer name ends in that is itself a place, in or by the place that it is named after."""

INHABITANTS = frozenset(
    "resident residents people inhabitants citizens mayor governor streets suburbs siege battle fall capture "
    "liberation bombing shelling bombardment population bishop archbishop capital coast skies ruins defense "
    "defence".split()
)
"""Words before "of" that a place's name follows."""

SIDES = frozenset(
    "north south east west northeast northwest southeast southwest outside outskirts miles kilometers kilometres km "
    "north-east north-west south-east south-west".split()
)
"""Words before "of" or "from" that a place's name follows."""

STREETS = frozenset(
    "street st. road rd. rd avenue ave. ave drive dr. lane ln. boulevard blvd. blvd highway hwy. parkway pkwy turnpike "
    "expressway freeway prospekt court terrace circle crescent".split()
)
"""What the name of a street ends in."""
ROUTES = frozenset("route highway interstate i- us u.s.".split())
