"""What a label may be made of, and which labels look alike: no two cells differ only by what nobody sees.

A cell called "Sales" beside the real one, with a Cyrillic "a" or a character without width in it, would hold whoever a
hostile app sends there. So labels are clear, and no two of a wave look alike. The table is ours and small: Latin,
Cyrillic and Greek letters that common fonts draw alike; what is no letter and no digit tells no labels apart.
(Unicode's own has some 6,000 entries and takes 1 for l.) The ballot page has the rule of clear labels a second time.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

# Letters of the three scripts, by block, so that no version of Unicode changes the rule: first and last code point.
_SCRIPTS: dict[str, tuple[tuple[int, int], ...]] = {
    "latin": (
        (0x41, 0x5A), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2AF), (0x1D00, 0x1D25), (0x1D6B, 0x1D77),
        (0x1D79, 0x1D9A), (0x1E00, 0x1EFF), (0x2C60, 0x2C7F), (0xA722, 0xA787), (0xA78B, 0xA7FF), (0xAB30, 0xAB64),
    ),
    "cyrillic": ((0x400, 0x52F), (0x1C80, 0x1C8F), (0x1D2B, 0x1D2B), (0x2DE0, 0x2DFF), (0xA640, 0xA69F)),
    "greek": ((0x370, 0x3FF), (0x1D26, 0x1D2A), (0x1F00, 0x1FFF), (0xAB65, 0xAB65)),
}  # fmt: skip
# Characters that Unicode asks programs not to draw, where they are not of the categories below; some without a shape.
_UNSEEN = (
    (0x34F, 0x34F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2065, 0x2065), (0x2800, 0x2800),
    (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0xFFFC, 0xFFFC), (0x16FE4, 0x16FE4),
    (0x1D159, 0x1D159), (0xE0000, 0xE0FFF),
)  # fmt: skip
_FORBIDDEN = frozenset({"Cc", "Cf", "Co", "Cs"})
# Code point of a Cyrillic or Greek letter, or of a rare Latin one, and the common Latin letter it looks like.
_ALIKE = (
    "410A 412B 415E 41AK 41CM 41DH 41EO 420P 421C 422T 423Y 425X 405S 406I 408J 51AQ 51CW 4AEY 50CG 4C0I "
    "430a 435e 43Eo 440p 441c 443y 445x 455s 456i 458j 51Bq 51Dw 501d 4BBh 4AFy 43Ak 475v 4CFl 433r 43Fn 43Cm 442t "
    "401Ë 407Ï 4D2Ä 4E6Ö 400È 4D0Ă 4D6Ĕ 4D4Æ 4D8Ə 451ë 457ï 4D3ä 4E7ö 450è 4D1ă 4D7ĕ 4D5æ 4D9ə 45Bħ "
    "391A 392B 395E 396Z 397H 399I 39AK 39CM 39DN 39FO 3A1P 3A4T 3A5Y 3A7X 3F9C 37FJ 386Á 388É 38AÍ 38CÓ 38EÝ "
    "3B1a 3BFo 3BDv 3B9i 3BAk 3C1p 3C5u 3B3y 3B7n 3C7x 3C9w 3F3j 3C4t 3ACá 3AFí 3CCó 3CDú 3B5ɛ "
    "131i 269i 251a 261g 28Bv 1C0l 262G 28FY 29CH 29FL 274N 280R 299B A7B5ß "
    "1D00A 1D04c 1D05D 1D07E 1D0AJ 1D0BK 1D0DM 1D0Fo 1D18P 1D1BT 1D1Cu 1D20v 1D21w 1D22z 26AI A730F A731s"
)
LOOKALIKES = {int(pair[:-1], 16): pair[-1] for pair in _ALIKE.split()}
_WORD = "LMN"


def skeleton(label: str) -> str:
    """What a label looks like: two with the same skeleton are told apart by nobody who reads in a hurry.

    Letters and digits alone: blanks and signs that look alike are many, and a loose mark hides on the dot of an i.
    """
    told = "".join(filter(_tells_apart, unicodedata.normalize("NFKC", label)))
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", told).translate(LOOKALIKES))


def is_clear(label: str) -> bool:
    """Normal form KC, single blanks within, nothing unseen, and letters of one script in each word.

    A word is a run of letters, marks and digits; of scripts only Latin, Cyrillic and Greek are looked at.
    """
    return bool(label) and cleared(label) == label


def are_told_apart(labels: Sequence[str]) -> bool:
    """Whether all are clear and no two look alike."""
    return all(map(is_clear, labels)) and len(set(map(skeleton, labels))) == len(labels)


def cleared(label: str) -> str:
    """The label made clear; may be empty. A word of two scripts is written in the one that it has more letters of, and
    divided by a hyphen where a letter has no double there."""
    visible = "".join(_visible(char) for char in unicodedata.normalize("NFKC", label))
    words = "".join(map(_of_one_script, _runs(" ".join(visible.split()))))
    again = unicodedata.normalize("NFKC", words)
    return again if again == label else cleared(again)


@lru_cache(maxsize=4096)
def _tells_apart(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN" and not unicodedata.name(char, "").startswith("MODIFIER LETTER ")


@lru_cache(maxsize=4096)
def _visible(char: str) -> str:
    if char.isspace() or unicodedata.category(char)[0] == "Z":
        return " "
    return "" if unicodedata.category(char) in _FORBIDDEN or _within(char, _UNSEEN) else char


def _runs(text: str) -> list[str]:
    # Words, and what stands between them, in turn.
    runs: list[str] = []
    for char in text:
        if runs and _is_word(runs[-1][-1]) == _is_word(char):
            runs[-1] += char
        else:
            runs.append(char)
    return runs


def _is_word(char: str) -> bool:
    return unicodedata.category(char)[0] in _WORD


def _of_one_script(word: str) -> str:
    scripts = [_script(char) for char in word]
    most = max(_SCRIPTS, key=scripts.count)
    if scripts.count(most) == sum(map(bool, scripts)):
        return word
    other = "".join(_double(char, script, most) for char, script in zip(word, scripts, strict=True))
    return _divided(other)


def _double(char: str, script: str, wanted: str) -> str:
    # The same letter to the eye in the wanted script, or the letter itself.
    if script in ("", wanted):
        return char
    latin = LOOKALIKES.get(ord(char), char if script == "latin" else "")
    if wanted == "latin":
        return latin or char
    return next((chr(at) for at, look in LOOKALIKES.items() if look == latin and _script(chr(at)) == wanted), char)


def _divided(word: str) -> str:
    parts, script = word[:1], _script(word[:1])
    for before, char in pairwise(word):
        now = _script(char)
        if script and now and now != script:
            parts += "" if before == "-" else "-"
        script = now or script
        parts += char
    return parts


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return next((name for name, blocks in _SCRIPTS.items() if _within(char, blocks)), "")


def _within(char: str, blocks: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(char) <= last for first, last in blocks)
