"""The questionnaire as bytes ("RZQ2"): the closed questions of a wave in every language."""

import re
from hashlib import sha256

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire.codec import ByteReader, Writer
from resonanz.core.wire.errors import WireCode
from resonanz.core.wire.types import Item, ItemFlag, Questionnaire, QuestionnaireLanguage, Wording

MAGIC = b"RZQ2"
ERROR = WireCode.QUESTIONNAIRE_MALFORMED
OPTIONS_MIN, OPTIONS_MAX = 2, 11
LANGUAGES_MAX = 32
REVIEWED, NOT_REVIEWED = range(2)
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_ALL_FLAGS = ItemFlag.REVERSED | ItemFlag.SENSITIVE


def is_tag(language: str) -> bool:
    """Whether it has the form of a language's tag: "de-formal"."""
    return _TAG.fullmatch(language) is not None


def questionnaire_hash(encoded: bytes) -> bytes:
    """SHA-256 of the questionnaire's bytes: what the manifest's first leaf commits to."""
    return sha256(encoded).digest()


def encode_questionnaire(questionnaire: Questionnaire) -> bytes:
    """The questionnaire's bytes; ``ResonanzError("questionnaire-malformed")`` if it breaks a rule of the format."""
    writer = Writer(ERROR, MAGIC)
    writer.require(_is_sound(questionnaire))
    writer.text(questionnaire.key).u8(len(questionnaire.languages))
    for language in questionnaire.languages:
        writer.text(language.tag).u8(REVIEWED if language.reviewed else NOT_REVIEWED)
    writer.u8(len(questionnaire.items))
    for item in questionnaire.items:
        _write_item(writer, item)
    return writer.done()


def decode_questionnaire(encoded: bytes) -> Questionnaire:
    """The questionnaire behind its bytes; ``ResonanzError("questionnaire-malformed")``."""
    reader = ByteReader(encoded, ERROR)
    reader.magic(MAGIC)
    key = reader.text()
    languages = tuple(_read_language(reader) for _ in range(reader.u8()))
    items = tuple(_read_item(reader, languages) for _ in range(reader.u8()))
    reader.end()
    questionnaire = Questionnaire(key, items, languages)
    reader.require(_is_sound(questionnaire))
    return questionnaire


def check_answers(answers: tuple[int, ...], questionnaire: Questionnaire) -> None:
    """``ResonanzError("ballot-malformed")`` unless there is one answer an item, each CANNOT_SAY or a printed option."""
    fits = len(answers) == len(questionnaire.items) and all(
        0 <= answer <= item.options for answer, item in zip(answers, questionnaire.items, strict=True)
    )
    if not fits:
        raise ResonanzError(WireCode.BALLOT_MALFORMED)


def _write_item(writer: Writer, item: Item) -> None:
    writer.text(item.code).u8(item.options).u8(int(item.flags)).sized(bytes(item.favourable), 1)
    for wording in item.wordings:
        writer.text(wording.text).text(wording.short)
        for option in wording.options:
            writer.text(option)


def _read_language(reader: ByteReader) -> QuestionnaireLanguage:
    tag, mark = reader.text(), reader.u8()
    reader.require(mark in (REVIEWED, NOT_REVIEWED))
    return QuestionnaireLanguage(tag, mark == REVIEWED)


def _read_item(reader: ByteReader, languages: tuple[QuestionnaireLanguage, ...]) -> Item:
    code, options, flags = reader.text(), reader.u8(), reader.u8()
    reader.require(flags <= int(_ALL_FLAGS))
    favourable = tuple(reader.read(reader.u8()))
    wordings = tuple(
        Wording(language.tag, reader.text(), reader.text(), tuple(reader.text() for _ in range(options)))
        for language in languages
    )
    return Item(code, options, favourable, ItemFlag(flags), wordings)


def _is_sound(questionnaire: Questionnaire) -> bool:
    codes = [item.code for item in questionnaire.items]
    named = bool(questionnaire.key) and bool(codes) and all(codes) and len(set(codes)) == len(codes)
    tags = tuple(language.tag for language in questionnaire.languages)
    spoken = 1 <= len(tags) <= LANGUAGES_MAX and len(set(tags)) == len(tags) and all(map(is_tag, tags))
    return named and spoken and all(_item_is_sound(item, tags) for item in questionnaire.items)


def _item_is_sound(item: Item, tags: tuple[str, ...]) -> bool:
    favourable = item.favourable
    return (
        OPTIONS_MIN <= item.options <= OPTIONS_MAX
        and 0 <= int(item.flags) <= int(_ALL_FLAGS)
        and favourable == tuple(sorted(set(favourable)))
        and all(1 <= option <= item.options for option in favourable)
        and tuple(wording.language for wording in item.wordings) == tags
        and all(len(w.options) == item.options and w.text and w.short and all(w.options) for w in item.wordings)
    )
