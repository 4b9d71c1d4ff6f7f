"""The text inside a caption: voices, tags and entities (WebVTT 1, section 5; also what SubRip files carry).

A ``<`` that opens no tag ("a < b") stays a character. A name may itself hold angle brackets: ``<v <b>Max</b>>``.
"""

import re
from html import unescape

from resonanz.core.minutes.reading.cues import label

TAG = re.compile(r"/?|/?[A-Za-z][^<>]*|\d[\d:.]*")
VOICE = re.compile(r"v(?:\.[^\s>]*)?(?:\s+(.*))?", re.DOTALL)
POSITION = re.compile(r"\{\\[^{}]*\}")  # {\an8}
LONGEST_TAG = 600

Part = tuple[str | None, str]  # voice, text (line breaks kept)


def parts(payload: str) -> list[Part]:
    """The text of a caption as pairs of voice and words, in order; without voices one pair with ``None``."""
    if "<" not in payload and "&" not in payload and "{" not in payload:
        return [(None, payload)]
    found: list[tuple[str | None, list[str]]] = [(None, [])]
    position = 0
    last = payload.rfind(">")
    while (begin := payload.find("<", position, max(last, 0))) >= 0:
        end = _tag_end(payload, begin)
        if end < 0:
            found[-1][1].append(payload[position : begin + 1])
            position = begin + 1
            continue
        found[-1][1].append(payload[position:begin])
        _open(payload[begin + 1 : end], found)
        position = end + 1
    found[-1][1].append(payload[position:])
    return [(voice, text) for voice, pieces in found if (text := _plain("".join(pieces))).strip()]


def _plain(text: str) -> str:
    return unescape(POSITION.sub("", text))


def _open(tag: str, found: list[tuple[str | None, list[str]]]) -> None:
    voice = VOICE.fullmatch(tag)
    if voice is not None:
        found.append((_name(voice.group(1) or ""), []))
    elif tag.casefold() in ("br", "br/", "br /"):
        found[-1][1].append("\n")


def _name(annotation: str) -> str | None:
    name = label(unescape(annotation))
    return name if name is not None and any(map(str.isalnum, name)) else None


def _tag_end(text: str, begin: int) -> int:
    limit = begin + LONGEST_TAG
    end = text.find(">", begin, limit)
    if end < 0:
        return -1
    if VOICE.match(text, begin + 1) and text[begin + 2 : begin + 3] in (".", " ", "\t", "\n", ">"):
        return _balanced(text, begin, limit) or end
    return end if TAG.fullmatch(text, begin + 1, end) else -1


def _balanced(text: str, begin: int, limit: int) -> int:
    depth = 0
    for index in range(begin, min(limit, len(text))):
        depth += (text[index] == "<") - (text[index] == ">")
        if depth == 0:
            return index
    return 0
