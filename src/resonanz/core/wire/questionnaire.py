"""The questionnaire as bytes ("RZQ1"): the closed questions of a wave in every language."""

from hashlib import sha256

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire.codec import ByteReader, Writer
from resonanz.core.wire.errors import WireCode
from resonanz.core.wire.types import LANGUAGES, Item, ItemFlag, Questionnaire, Wording

MAGIC = b"RZQ1"
ERROR = WireCode.QUESTIONNAIRE_MALFORMED
OPTIONS_MIN, OPTIONS_MAX = 2, 11
_ALL_FLAGS = ItemFlag.REVERSED | ItemFlag.SENSITIVE


def questionnaire_hash(encoded: bytes) -> bytes:
    """SHA-256 of the questionnaire's bytes: what the manifest's first leaf commits to."""
    return sha256(encoded).digest()


def encode_questionnaire(questionnaire: Questionnaire) -> bytes:
    """The questionnaire's bytes; ``ResonanzError("questionnaire-malformed")`` if it breaks a rule of the format."""
    writer = Writer(ERROR, MAGIC)
    writer.require(_is_sound(questionnaire))
    writer.text(questionnaire.key).u8(len(LANGUAGES))
    for language in LANGUAGES:
        writer.text(language)
    writer.u8(len(questionnaire.items))
    for item in questionnaire.items:
        _write_item(writer, item)
    return writer.done()


def decode_questionnaire(encoded: bytes) -> Questionnaire:
    """The questionnaire behind its bytes; ``ResonanzError("questionnaire-malformed")``."""
    reader = ByteReader(encoded, ERROR)
    reader.magic(MAGIC)
    key = reader.text()
    reader.require(tuple(reader.text() for _ in range(reader.u8())) == LANGUAGES)
    items = tuple(_read_item(reader) for _ in range(reader.u8()))
    reader.end()
    questionnaire = Questionnaire(key, items)
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


def _read_item(reader: ByteReader) -> Item:
    code, options, flags = reader.text(), reader.u8(), reader.u8()
    reader.require(flags <= int(_ALL_FLAGS))
    favourable = tuple(reader.read(reader.u8()))
    wordings = tuple(
        Wording(language, reader.text(), reader.text(), tuple(reader.text() for _ in range(options)))
        for language in LANGUAGES
    )
    return Item(code, options, favourable, ItemFlag(flags), wordings)


def _is_sound(questionnaire: Questionnaire) -> bool:
    codes = [item.code for item in questionnaire.items]
    named = bool(questionnaire.key) and bool(codes) and all(codes) and len(set(codes)) == len(codes)
    return named and all(_item_is_sound(item) for item in questionnaire.items)


def _item_is_sound(item: Item) -> bool:
    favourable = item.favourable
    return (
        OPTIONS_MIN <= item.options <= OPTIONS_MAX
        and 0 <= int(item.flags) <= int(_ALL_FLAGS)
        and favourable == tuple(sorted(set(favourable)))
        and all(1 <= option <= item.options for option in favourable)
        and tuple(wording.language for wording in item.wordings) == LANGUAGES
        and all(len(w.options) == item.options and w.text and w.short and all(w.options) for w in item.wordings)
    )
