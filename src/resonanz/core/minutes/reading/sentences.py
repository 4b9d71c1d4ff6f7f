"""Where a sentence ends, in German and English, word by word."""

import re

from resonanz.core.minutes.listed import listed

CLOSERS = "\"'”“»«’)]"
TERMINAL = ".!?…"
NUMBER = re.compile(r"[(\[]?\d{1,2}\.")
INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")
# Never the end of a sentence.
SHORT_FORMS = listed(
    """
    z.b. d.h. u.a. i.d.r. o.ä. o.g. u.u. e.g. i.e. dr. prof. dipl. ing. hr. hrn. nr. bzw. ca. evtl. ggf. inkl.
    exkl. vgl. zzgl. zz. bspw. sog. mind. insb. gem. mr. mrs. ms. vs. approx. incl. fig. feb. mär. apr. aug. sept. sep.
    okt. oct. nov. dez. dec. vol. kap. ziff. bd.
    """
)
# The end of a sentence only if the next word begins one ("Frag Jan. Er weiß es.", "No. We can't.").
SOMETIMES = listed(
    "jan. jun. jul. max. min. mio. mrd. tsd. dept. st. str. tel. fr. art. abs. lt. no. jr. sr. usw. etc. so. do."
)
# With a capital after a short form, a number or an initial, these begin a new sentence ("am 15. Wir").
STARTERS = listed(
    """
    ich du er sie es wir ihr man das dann und aber also ja nein ok okay wenn wer was wie wo warum der die den dem ein
    eine da dazu deshalb darum genau gut jetzt heute morgen danach damit können müssen sollen haben ist sind hat vielen
    danke bis im in an auf für mit von bei nach aus weil so alles das's
    i you he she it we they the a an this that these those then and but so yes no ok okay well if who what how where why
    there here now today let let's i'll i'm it's that's we'll we're can could should will would do does is are have
    thanks thank because my your our in on at for to maybe
    """
)


def splits(words: list[str]) -> list[int]:
    """The index after the last word of each sentence; the last one is the number of words."""
    cased = any(not word.islower() for word in words)
    ends = [
        index + 1
        for index in range(len(words) - 1)
        if ends_sentence(words[index], words[index + 1], before=words[index - 1] if index else "", cased=cased)
    ]
    return [*ends, len(words)] if words else []


def has_stop(words: list[str]) -> bool:
    """Is there any sentence mark at all?"""
    return any(word.rstrip(CLOSERS)[-1:] in TERMINAL for word in words if word.rstrip(CLOSERS))


def ends_sentence(word: str, after: str, *, before: str = "", cased: bool = True) -> bool:
    """Does a sentence end between ``word`` and ``after``?

    ``cased`` is false where a text has no capitals at all, so that a small letter says nothing.
    """
    core = word.rstrip(CLOSERS)
    mark = core[-1:]
    if mark not in TERMINAL or not mark:
        return False
    if mark in "!?":
        return core == word or not after[:1].islower()
    begins = not after.lstrip(CLOSERS + "„‚([-–").lstrip("¿¡")[:1].islower()
    if mark == "…" or core.endswith(".."):
        return begins
    if not begins and cased:
        return False
    return _stop_closes(core, after, before)


def _stop_closes(core: str, after: str, before: str) -> bool:
    lower = core.lstrip("\"'„“»«‚([").casefold()
    starter = after.strip("\"'„“»«‚([.,!?…)]:;").casefold() in STARTERS
    if lower in SHORT_FORMS:
        return False
    if lower in SOMETIMES:
        return starter
    if NUMBER.fullmatch(core) or INITIALS.fullmatch(lower):
        return starter
    if len(lower) == 2 and lower[0].isalpha():
        return starter and not (len(before) == 2 and before.endswith("."))
    return True
