"""Hours of talk for the bench: a transcript out of a list of words, as long and as mixed as an hour of a real meeting.

About 900 utterances and 9,000 words an hour, by six people, three in five of them short answers; about
1,000 different words, which repeat by topic as in a meeting. The same number of hours gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

UTTERANCES_AN_HOUR = 900
SECONDS_A_WORD = 0.4
PEOPLE = ("Jana Krüger", "Tom Weber", "Amira Haddad", "Frau Dr. Sommer", "Pavel", "Ines (extern)")
FIRST_PARTS = """
    Lager Kunden Rechnungs Projekt Dienst Liefer Preis Werk Schicht Termin Raum Daten Vertrags Personal Prüf
    Wartungs Bestell Messe Schulungs Umzugs Qualitäts Sicherheits Budget Urlaubs Labor Hallen Reise Netz Archiv
    Küchen Software Energie Brandschutz Garten Muster Versand Zulassungs Finanz Rohstoff Eingangs
"""
SECOND_PARTS = """
    plan liste frage tabelle gruppe regel anlage meldung besprechung mappe übersicht stelle karte vorlage runde
    mitteilung aufnahme ordnung reihe leitung halle kasse messung freigabe planung zahl abrechnung nummer akte
    unterlage prüfung bestellung lösung fläche ecke tafel mail spalte kontrolle sache
"""
SHORT = (
    "Ja, genau.",
    "Mhm.",
    "Ähm, also gut.",
    "Nee, das glaube ich nicht.",
    "Okay.",
    "Wie meinst du das denn?",
    "Stimmt, das war letzte Woche schon so.",
    "Danke dir, {p}.",
)
LONG = (
    "Also, ähm, wir müssten die {a} noch einmal ansehen, weil die {b} ja doch anders aussieht als gedacht.",
    "Ich schicke euch die {a} bis nächsten Freitag, dann können wir die {b} in der Woche danach fertig machen.",
    "Dann machen wir das so, die {a} kommt in die {b}, und damit ist das beschlossen.",
    "Wer kümmert sich eigentlich um die {a}, wenn die {b} und die {c} gleichzeitig fällig sind?",
    "{p}, kannst du bitte bis Ende des Monats klären, ob die {a} auch für die {b} gilt?",
    "Das mit der {a} war wirklich, wirklich gut vorbereitet, vielen Dank an alle, die an der {b} gearbeitet haben.",
    "Die die {a} hat letztes Jahr ungefähr {n} Euro gekostet, sagt die {b}, und das ist mehr als für die {c}.",
    "Wenn wir die {a} streichen, dann bleibt für die {b} genug Zeit, aber die {c} müssen wir trotzdem anfangen, "
    "sonst fehlt uns im Frühjahr die {d} und am Ende auch noch jemand, der sich damit auskennt.",
    "Ich weiß nicht, ob die {a} schon da ist, das müsste {p} wissen, oder?",
    "Da haben wir bei der {a} zuletzt {n} Fälle gehabt, und in der {b} waren es nur drei oder vier.",
)


def transcript(hours: int) -> bytes:
    """A WebVTT file as Teams writes it, of that many hours."""
    blocks = ["WEBVTT\n"]
    now = 0.0
    for number, text in enumerate(_texts(hours * UTTERANCES_AN_HOUR)):
        end = now + len(text.split()) * SECONDS_A_WORD
        who = PEOPLE[_mixed(number, 5) % len(PEOPLE)]
        blocks.append(f"{_clock(now)} --> {_clock(end)}\n<v {who}>{text}</v>\n")
        now = end
    return "\n".join(blocks).encode()


def _texts(count: int) -> Iterator[str]:
    for number in range(count):
        texts = SHORT if _mixed(number, 1) % 5 < 3 else LONG
        people = PEOPLE[_mixed(number, 2) % len(PEOPLE)].split()[0]
        nouns = {name: _noun(number, salt) for salt, name in enumerate("abcd", 10)}
        yield texts[_mixed(number, 3) % len(texts)].format(p=people, n=_mixed(number, 4) % 9000, **nouns)


def _noun(number: int, salt: int) -> str:
    """Half from the twenty words of a topic that lasts sixty utterances, half from all of them."""
    chosen = _mixed(number, salt)
    place = _mixed(number // 60 * 20 + chosen % 20, 6) if chosen & 64 else chosen // 128
    firsts, seconds = FIRST_PARTS.split(), SECOND_PARTS.split()
    return firsts[place % len(firsts)] + seconds[place // 64 % len(seconds)]


def _mixed(number: int, salt: int) -> int:
    """A number below 2**32 that looks drawn by chance and never changes (Knuth's multiplicative hashing, twice)."""
    value = (number * 2_654_435_761 + salt * 0x9E3779B9) & 0xFFFFFFFF
    value = (value ^ value >> 15) * 0x2C1B3C6D & 0xFFFFFFFF
    return value ^ value >> 13


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{int(seconds * 1000) % 1000:03}"
