"""German spellings of days, numbers, months and what goes with them; dialects and what recognisers write included."""

import re
from dataclasses import replace
from itertools import product, zip_longest

from resonanz.core.minutes.deadlines.words import STOP, UNKNOWN, DateVocabulary, DateWord, Numbers, entries

DAYS = {
    0: "montag mondag mondaach montach mondog mondach mäntig maandag mantag möntig",
    1: (
        "dienstag dienschtag dienstach dienschdag diensdag dienstog dingsdag dinsdag dingstag zischtig ziischtig "
        "ertag irta deischdig"
    ),
    2: "mittwoch mittwochen middwoch mittwuch mittwo mittwuach middeweken middewäken mittwuche migga mittich",
    3: (
        "donnerstag donnerschtag donnerstach donnerschdag dunnersdag dunnerstag donnerstog dunschtig donnschtig "
        "donnstag pfinztag pfinsta"
    ),
    4: "freitag freidag freitach freitog freedag friitig friitag freida fraitag frietig",
    5: "samstag samschtag samstach samschdag samsdag samstog sonnabend sünnavend sonnabnd sonnobend samschtig samsta",
    6: "sonntag sonndag sonntach sonntog sünndag sunntig sunndag sonnta",
}
DAYPARTS = "früh morgen vormittag mittag nachmittag abend nacht vormittags mittags nachmittags abends morgens"

UNITS = {
    1: "ein eine einem einer einen eines eins ner nem ne nen oins oan oaner oans oam ener enem aner",
    2: "zwei zwo zwee zwoi zwoa zweie zwa twee",
    3: "drei dree dreie",
    4: "vier veer viere",
    5: "fünf fümf fünfe fiif",
    6: "sechs seggs sechse söss",
    7: "sieben siebn siem söven siebene",
    8: "acht aacht",
    9: "neun negen",
    10: "zehn zehne tein zehen",
    11: "elf ölf elfe",
    12: "zwölf zwelf zwölfe twölf",
    13: "dreizehn",
    14: "vierzehn virzehn",
    15: "fünfzehn fuffzehn füffzehn fuchzehn fümfzehn",
    16: "sechzehn sechszehn",
    17: "siebzehn siebenzehn",
    18: "achtzehn",
    19: "neunzehn",
}
TENS = {
    20: "zwanzig zwanzich zwanzg",
    30: "dreißig dreissig dreißich",
    40: "vierzig vierzich",
    50: "fünfzig fuffzig fuchzig",
    60: "sechzig sechzich",
    70: "siebzig",
    80: "achtzig",
    90: "neunzig",
}
FIRSTS = {
    1: "ein",
    2: "zwei zwo",
    3: "drei",
    4: "vier",
    5: "fünf",
    6: "sechs",
    7: "sieben",
    8: "acht",
    9: "neun",
}
IRREGULAR = {
    1: "erst erscht",
    2: "zweit zwot zwoat zwett",
    3: "dritt",
    7: "siebt siebent",
    8: "acht",
    15: "fuffzehnt fuchzehnt füffzehnt",
}
ENDINGS = ("e", "en", "er", "es", "em", "n", "'n")


def _cardinals() -> dict[str, int]:
    known = {word: number for number, words in (UNITS | TENS).items() for word in words.split()}
    for (unit, firsts), (ten, tens) in product(FIRSTS.items(), TENS.items()):
        known.update({f"{first}und{word}": unit + ten for first in firsts.split() for word in tens.split()})
    return known


def _ordinals() -> dict[str, int]:
    stems = {stem: number for number, words in IRREGULAR.items() for stem in words.split()}
    for word, number in CARDINALS.items():
        if number >= 20 or (number not in (1, 2, 3, 7, 8) and len(word) > 3) or word == "elf":
            stems[f"{word}st" if number >= 20 else f"{word}t"] = number
    return {f"{stem}{ending}": number for stem, number in stems.items() for ending in ENDINGS}


CARDINALS = _cardinals()
ORDINALS = _ordinals()
MONTHS = {
    1: "januar januars jänner jäner jenner jan",
    2: "februar februars feber feb",
    3: "märz märzes maerz mrz",
    4: "april aprils aprill apr",
    5: "mai maien maie",
    6: "juni junis juno jun",
    7: "juli julis julei jul",
    8: "august augusts augscht aug",
    9: "september septembers sept sep",
    10: "oktober oktobers okt",
    11: "november novembers nov",
    12: "dezember dezembers dezemba dez",
}
FEASTS = {
    "1224": "heiligabend heiligobend weihnachten weihnacht wiehnachten weihnachtn wiehnacht heiligabends",
    "1231": "silvester sylvester jahreswechsel altjahrsabend",
    "101": "neujahr",
    "106": "dreikönig dreikönige dreikönigstag",
    "501": "maifeiertag",
    "1206": "nikolaus nikolaustag",
    "1031": "reformationstag halloween",
    "1101": "allerheiligen",
    "1111": "martini martinstag",
    "1226": "stephanstag",
    "801": "bundesfeiertag",
    "5000": "ostern oschtern ostersonntag oostern",
    "5001": "ostermontag",
    "4999": "karsamstag ostersamstag",
    "4998": "karfreitag",
    "4997": "gründonnerstag",
    "4952": "rosenmontag",
    "4953": "faschingsdienstag",
    "4954": "aschermittwoch",
    "5039": "himmelfahrt auffahrt christihimmelfahrt",
    "5049": "pfingsten pfingscht pfingstsonntag pfingstn",
    "5050": "pfingstmontag",
    "5060": "fronleichnam",
}
WORDS = {
    "-": (
        "äh ähm öh öhm hm mhm also so ja ungefähr circa ca etwa halt mal eben ne gell nu denn eh wohl vielleicht "
        "rund gut genau dann einschließlich einschliesslich inklusive inklusiv eigentlich "
        "gleich knapp zirka fast christi möglichst schon"
    ),
    "by": "bis bis's bisse biss bes",
    "latest": "spätestens spätstens spädestens allerspätestens späteschtens spätestns",
    "before": "vor vorm",
    "after": "nach nachm",
    "on": "am an an'm auf übers",
    "in": "in im inner inne ime inn",
    "within": "innerhalb binnen",
    "to": "zum zur zu zua zun",
    "the": "der die das des de dr ds em",
    "dem": "dem den",
    "of": "vom von",
    "over": "über",
    "still": "noch no nuch noh",
    "at": "um gegen",
    "today": "heute heut heut' heit hüt hüüt haid hoit heude hück heid hüüd hoid",
    "tomorrow": "morgen morgn moang morng morje morge morjen mornd moorn morgä morche marje mojen",
    "aftertomorrow": "übermorgen übermorgn övermorgen übermorje übermorge iwwermorje übermorjen übermoang iwwermorche",
    "labour": "arbeit",
    "onehalf": "anderthalb eineinhalb",
    "SHORT 0": "mo",
    "SHORT 1": "di",
    "SHORT 2": "mi",
    "SHORT 3": "do",
    "SHORT 4": "fr",
    "SHORT 5": "sa",
    "todays": "heutigen heutige",
    "tomorrows": "morgigen morgige",
    "afteraftertomorrow": "überübermorgen",
    "daypart": (
        "früh vormittag mittag nachmittag abend nacht mitternacht obend vormittags mittags nachmittags abends "
        "morgens ohmd abnd nammittag namiddag oomd obnd middag ohmds aamd abig"
    ),
    "week": "woche wochen woch woch' wocha wuche wuch wucke wochn weken wochens wochä",
    "day": "tag tage tagen täg dag däg daach daag tach",
    "month": "monat monats monate monaten monates monet monad",
    "quarter": "quartal quartals quartale quartalen quartales vierteljahr",
    "year": "jahr jahre jahren jahres johr joar",
    "hour": "stunde stunden stund stünd",
    "minute": "minute minuten minut",
    "workday": "werktag werktage werktagen arbeitstag arbeitstage arbeitstagen",
    "halfyear": "halbjahr halbjahres halbjahrs",
    "quarterhour": "viertelstunde dreiviertelstunde",
    "half": "halben halbes halbe halber",
    "oclock": "uhr",
    "weekend": "wochenende wochenend wochende wocheend wochaend wuchenende woe wochenends",
    "kw": "kw kalenderwoche kalenderwochen kaweh",
    "q": "q",
    "PART 0": "anfang anfangs beginn start afang",
    "PART 1": "mitte mitten midde mittä",
    "PART 2": "ende end schluss ausgang endi",
    "PART 2 + week": "wochenschluss",
    "PART 0 + week": "wochenanfang wochenbeginn wochenstart",
    "PART 1 + week": "wochenmitte",
    "PART 2 + month": "monatsende monatsschluss monatswechsel monatsend",
    "monthend": "monatsletzten ultimo monatsletzter",
    "PART 0 + month": "monatsanfang monatsbeginn monatsersten",
    "PART 1 + month": "monatsmitte",
    "PART 2 + quarter": "quartalsende quartalsschluss quartalend",
    "PART 0 + quarter": "quartalsanfang quartalsbeginn",
    "PART 2 + year": "jahresende jahresschluss jahresend jahrsend",
    "PART 0 + year": "jahresanfang jahresbeginn",
    "PART 1 + year": "jahresmitte",
    "PART 2 + halfyear": "halbjahresende",
    "next": (
        "nächste nächsten nächster nächstes nächstem nächschte nächschten nächscht nächst nächster' nächstn näxte "
        "näxten näxde näggste nechste nechsten naechste naechsten naechster nächschde nächsde neechste nägschte "
        "nögste neegste nächschtn nägste nägsten nexte nägscht nächstet nächschter näxt"
    ),
    "coming": "kommende kommenden kommender kommendes kommendem kommede kommend kommenn folgende folgenden folgender",
    "afternext": (
        "übernächste übernächsten übernächster übernächstes übernächschte übernächschten övernächste übernäxte "
        "übernaechste iwwernächste übernächst übernägste übernächscht übernägschte"
    ),
    "this": (
        "diese diesen dieser dieses diesem dies laufenden laufende laufender aktuellen aktuelle dere disse deser "
        "däre desse"
    ),
    "last": (
        "letzte letzten letzter letztes letztem letschte letschten vorige vorigen voriger voriges vergangene "
        "vergangenen vergangener vergangenes vorletzte vorletzten lätzte letzschte vergangenem letzt"
    ),
    "since": "seit sait",
    "from": "ab",
    "every": "jede jeden jeder jedes jedem jeweils immer jeds jed",
    "all": "alle alli",
    "title": "frau herr herrn familie kollege kollegen kollegin firma dr doktor professor hotel café",
    "or": "oder odr beziehungsweise bzw",
    "few": "paar einigen wenigen mehreren",
    "course": "laufe lauf verlauf",
    "new": "neuen neues neue",
    "not": "nicht nich net nit ned ni nid nie",
    "first": "erst ers erscht",
    "earliest": "frühestens",
    "later": "später",
    "than": "als",
    "good": "guten gutn schönen schön gude guata guat",
    "folk": "zusammen allerseits miteinander beinand leute beisammen mitnand mitenand",
    "endofday": (
        "feierabend dienstschluss tagesende geschäftsschluss betriebsschluss feieromd schichtende büroschluss "
        "ladenschluss"
    ),
    "eod": "eod eob cob",
    "advent": "advent adventssonntag",
    "EVENT": (
        "mal termin treffen meeting besprechung sitzung runde jour konferenz teamsitzung teamrunde "
        "dienstbesprechung dienst standup stand-up call retro retrospektive sprint schicht probe lieferung ausgabe "
        "teamtreffen teambesprechung jourfixe jour-fixe gespräch quartalsgespräch versammlung planung audit review"
    ),
    "SEASON": (
        "sommer herbst winter frühjahr frühling urlaub sommerfest ferien sommerferien herbstferien osterferien "
        "weihnachtsferien winterferien pfingstferien feiertage feiertagen betriebsferien sommerpause winterpause "
        "messe fasching fasnacht karneval jubiläum"
    ),
    "noun": "punkt seite stock platz schritt teil thema stelle reihe linie etage gang mann hand tagesordnungspunkt",
    "x": "sie ihnen ihr ihre ihren ihrem ihrer ich i",
}

TEEN = re.compile(r"(\d{1,2})\.?s?te[nrsm]?")
THOUSAND = re.compile(r"zweitausend(?:und)?(\w+)")


def _form(folded: str) -> tuple[str, Numbers] | None:
    ordinal = TEEN.fullmatch(folded)
    if ordinal:
        return "NTH", (int(ordinal[1]),)
    year = THOUSAND.fullmatch(folded)
    if year and year[1] in CARDINALS:
        return "YEAR", (2000 + CARDINALS[year[1]],)
    return None


def _entries() -> dict[str, tuple[tuple[str, Numbers], ...]]:
    known = entries(WORDS)
    known.update({word: (("NUM", (number,)),) for word, number in CARDINALS.items()})
    known.update({word: (("NTH", (number,)),) for word, number in ORDINALS.items()})
    known.update(entries({f"MONTH {number}": words for number, words in MONTHS.items()}))
    known.update(entries({f"FEAST {code}": words for code, words in FEASTS.items()}))
    for day, spellings in DAYS.items():
        for spelling, part in product(spellings.split(), ["", *DAYPARTS.split()]):
            known[spelling + part] = (("DAY", (day,)),)
    return known


GREETING = re.compile(r"Morgen\s*(?:!|,\s*(?:ihr|liebe|alle|[A-ZÄÖÜ]))")
DEPENDING = ("OPEN", "SHORT", "SLASHED", "tomorrow", "week")
OPENERS = ("by", "on", "to", "the", "dem", "of", "latest", "DAY")
NOT_A_MORNING = ("good", "every", "the", "dem", "this", "next", "on", "last", "NUM")
NO_NUMBERED_WEEK = ("the", "dem", "next", "coming", "afternext", "this", "last", "NUM", "every", "NTH", "dot")


def _adjust(words: list[DateWord], text: str) -> list[DateWord]:
    # What only its neighbours tell: "Freitag Morgen" is no tomorrow, "Woche 14" a calendar week.
    if GREETING.match(text):
        words = words[1:]
    adjusted: list[DateWord] = []
    for word, following in zip_longest(words, words[1:]):
        tag = word.tag
        if tag in DEPENDING:
            tag = _tag(word, adjusted[-1].tag if adjusted else STOP, following.tag if following else STOP)
        adjusted.append(word if tag == word.tag else replace(word, tag=tag))
    return adjusted


def _tag(word: DateWord, before: str, following: str) -> str:
    if word.tag == "OPEN":
        day, month, _year = word.value
        return "DATE" if before in OPENERS and 1 <= month <= 12 and 1 <= day <= 31 else UNKNOWN
    if word.tag == "SHORT":
        return "DAY" if before in ("by", "on", "latest", "coming", "next", "this") else UNKNOWN
    if word.tag == "tomorrow" and before in ("DAY", "today", "tomorrow", "aftertomorrow"):
        return "daypart"
    if word.tag == "tomorrow" and (before in NOT_A_MORNING or following == "folk"):
        return UNKNOWN
    if word.tag == "week" and following in ("NUM", "kw") and before not in NO_NUMBERED_WEEK:
        return "kw"
    return UNKNOWN if word.tag == "SLASHED" else word.tag


VOCABULARY = DateVocabulary(_entries(), _form, nouns_are_capital=True, adjust=_adjust)
