"""What a speaker is called in a file: a name in any of the ways programs and people write it, a number, an address.

"Ina Imhof", "Imhof, Ina", "Dr. Ina Imhof (Firma, Ort)", "Ina Imhof, sie/ihr", "+49 170 1234567", "i.imhof@example.org".
What is no such name may stand for somebody all the same ("ina aus bonn"), unless it is made of words that only
sentences have ("die Frage ist").
"""

from __future__ import annotations

import re

from resonanz.core.minutes.listed import listed

LONGEST_NAME = 80
LONGEST_FORM = 200  # with a firm, a department, a place in brackets
MOST_WORDS = 7
MOST_PARTS = 3  # between commas: family name, given name, firm
CLOSES = re.compile(r"[.!?…,;]$")
SHORT_FORM = re.compile(
    r"(?:\w\.)+"
    r"|(?:(?:Dr|Prof|Dipl|Ing|Mr|Mrs|Ms|St|Jr|Sr|Mag|Hr|Hrn|Fr|med|jur|phil|habil|rer|nat|Nr|Tel|Dipl\.-\w+)\.)+",
    re.IGNORECASE,
)
OUTSIDE = re.compile(r"^\W+|\W+$")
IN_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*")
PRONOUNS = re.compile(
    r"[\s,|–-]+(?:(?:sie|ihr|er|ihm|ihn|dey|xier|she|her|hers|he|him|his|they|them)\b\s*/?\s*){2,3}$", re.IGNORECASE
)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
TELEPHONE = re.compile(r"(?:[+(0*•]|\d{9})[\d*•x ()/.\-]{3,24}[\d*•x]")
NUMBER = re.compile(r"(?:Nr\.?\s?|#)?\d{1,4}", re.IGNORECASE)
LEAST_DIGITS = 5
PARTICLES = listed(
    "von van der den dem de del della di da dos du la le el al bin ibn zu zum zur und and of the y e af av ten"
)
# Heads of a form, of which some stand for people in a room ...
PEOPLE_OF_A_FORM = listed(
    "teilnehmer teilnehmerin teilnehmende anwesende attendees participants raum room ort location protokollant invited"
)
HEADS = PEOPLE_OF_A_FORM | listed(
    """
    date datum time zeit uhrzeit beginn start end ende dauer duration topic thema title titel betreff subject
    teilnehmerinnen teilnehmern anwesend abwesend present absent eingeladen meeting besprechung protokoll minutes agenda
    tagesordnung top note notes notiz notizen hinweis url link links recording aufnahme aufzeichnung language sprache
    kind file datei source quelle transcript transkript summary zusammenfassung attachments anlagen id
    """
)
# ... and openings of a sentence.
OPENINGS = listed(
    """
    also aber oder und dann naja frage-stellung beispiel achtung wichtig fazit kurz problem punkt erstens zweitens
    drittens but and or then so example important first second third because weil dass denn nämlich eben sondern
    """
)
# What is announced before a colon, alone or as "Mein Punkt", "Nächste Frage".
MATTERS = listed(
    """
    punkt punkte frage fragen antwort problem beispiel fazit vorschlag idee bitte hinweis ergebnis stand aufgabe
    aufgaben termin beschluss nachtrag ergänzung rückfrage zwischenfrage stichwort thema grund ziel plan
    point question answer problem example idea proposal result task reason goal update
    """
)
# What people say before they name somebody: "Danke, Emil".
INTERJECTIONS = listed(
    """
    ja nein gut okay ok danke also hallo hi hey moin morgen genau klar stimmt bitte sorry super prima nun na ach oh
    yes no yeah well thanks right sure please hello so now good great look listen
    """
)
# What is written in brackets where nobody speaks.
NOISES = listed(
    """
    laughter laughs laughing music applause silence pause noise inaudible crosstalk cough coughs sigh sighs clapping
    lachen lacht gelächter musik applaus stille schweigen geräusch unverständlich husten hustet seufzt räuspern
    klatschen beifall heiterkeit zuruf unruhe blank_audio
    """
)
# No label begins with these ...
SENTENCE_STARTS = listed(
    """
    das die der den dem ein eine einen einem einer für mit bei nach aus auf an im in ins am um über unter vor bis durch
    ohne gegen zwischen zu zum zur vom und als the a an with at from on to about into by without and of
    """
)
# ... and none holds one of these.
SENTENCE_WORDS = listed(
    """
    ich du er es wir man mich mir dich dir uns euch kein keine mein meine meinen dein deine sein seine ihre unser
    unsere unseren dieser diese dieses diesen jeder jede jedes alle alles was wer wie wo wann warum wieso welche welcher
    welches ist sind war waren wird werden wurde hat haben hatte habe kann können muss müssen soll sollen will wollen
    möchte würde heißt gibt geht sage sagt sagte sagen gesagt nicht auch nur noch schon mal da hier jetzt heute dann
    danach dazu dabei davon damit daher deshalb also aber oder weil dass wenn ob denn doch so sehr ganz wichtig ehrlich
    folgendes zwar nämlich außerdem ja nein okay danke erstens zweitens drittens
    i you he it we they me us my your our their this that these those what who how where when why which is are was were
    be been has have had do does did can could will would should must may not also only just still now here there then
    but or because if so very yes no okay thanks says said say means mean think let's it's that's there's here's what's
    i'm we're
    """
)


def name_like(text: str) -> bool:
    """A name, a number to call or an address: words with a capital, with particles, brackets, titles and commas."""
    if len(text) > LONGEST_FORM:
        return False
    return is_number_or_address(text) or (not _heads_or_opens(text) and _has_words_of_a_name(text))


def _heads_or_opens(text: str) -> bool:
    return OUTSIDE.sub("", text).casefold() in HEADS | OPENINGS | NOISES


def _has_words_of_a_name(text: str) -> bool:
    bare = PRONOUNS.sub("", _without_brackets(text))
    parts = [part.split() for part in bare.split(",")]
    words = [word for part in parts for word in part]
    if not all(parts) or len(parts) > MOST_PARTS or len(words) > MOST_WORDS or len(bare) > LONGEST_NAME:
        return False
    return (
        not _calls(bare)
        and any(map(str.isalpha, bare))
        and all(map(_word_of_a_name, words))
        and not _begins_small(words[0])
    )


def announces(text: str) -> bool:
    """Something that is talked about, not somebody: "Mein Punkt", unless the file says it again and again."""
    words = text.casefold().split()
    return 0 < len(words) <= MOST_WORDS and (words[0] in MATTERS or (len(words) <= 3 and words[-1] in MATTERS))


def is_number_or_address(text: str) -> bool:
    """Somebody who dialled in, or whom the program knows by an address alone."""
    bare = _without_brackets(text) or text
    if ADDRESS.fullmatch(bare):
        return True
    digits = sum(char.isdigit() or char in "*•" for char in bare)
    return digits >= LEAST_DIGITS and TELEPHONE.fullmatch(bare) is not None and DATE.search(bare) is None


def is_number(text: str) -> bool:
    """A short number, as files count people and people count points."""
    return NUMBER.fullmatch(text) is not None


def possible(text: str) -> bool:
    """Also a user name in small letters; the file must say it more than once."""
    if len(text) > LONGEST_NAME or not any(map(str.isalpha, text)):
        return False
    words = _without_brackets(text).split()
    return 0 < len(words) <= 3 and text.casefold() not in HEADS | OPENINGS and not any(map(_closes, words))


def stands_for_somebody(text: str) -> bool:
    """May it be somebody's label, though the file does not use it as one? Not what opens a sentence."""
    if len(text) > LONGEST_FORM:
        return False
    bare = OUTSIDE.sub("", text).casefold()
    if (
        announces(text)
        or _calls(text)
        or DATE.fullmatch(bare)
        or bare in NOISES
        or bare in OPENINGS
        or (bare in HEADS and bare not in PEOPLE_OF_A_FORM)
    ):
        return False
    if name_like(text) or is_number(text):
        return True
    words = _without_brackets(text).split()
    if not 0 < len(words) <= MOST_WORDS or not any(map(str.isalnum, text)):
        return False
    said = [OUTSIDE.sub("", word).casefold() for word in words]
    ends = any(word[-1:] in ".!?…;" and SHORT_FORM.fullmatch(word) is None for word in words)
    return not ends and said[0] not in SENTENCE_STARTS and not SENTENCE_WORDS.intersection(said)


def _calls(text: str) -> bool:
    # "Danke, Emil", "Erstens, der Antrag".
    first, comma, _ = text.partition(",")
    return bool(comma) and OUTSIDE.sub("", first).casefold() in INTERJECTIONS | OPENINGS


def is_noise(text: str) -> bool:
    """What is written in brackets where nobody speaks."""
    return OUTSIDE.sub("", text).casefold() in NOISES


def _without_brackets(text: str) -> str:
    # What is in them says more of the person (a firm, pronouns); where nothing else is there, it is the name.
    return IN_BRACKETS.sub(" ", text).strip() or text.strip()


def _begins_small(word: str) -> bool:
    return word[0].islower() and SHORT_FORM.fullmatch(word) is None


def _word_of_a_name(word: str) -> bool:
    return (not word[0].islower() or word in PARTICLES or SHORT_FORM.fullmatch(word) is not None) and not _closes(word)


def _closes(word: str) -> bool:
    return CLOSES.search(word) is not None and SHORT_FORM.fullmatch(word) is None
