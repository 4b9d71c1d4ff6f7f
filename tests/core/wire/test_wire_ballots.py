"""Questionnaire, draw, envelope, receipt, board and release: round trips and refusals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.core import wire
from resonanz.core.kernel.errors import ResonanzError
from tests.core.wire.samples import (
    BOARD,
    DRAW_REPLY,
    DRAW_REQUEST,
    ENVELOPE,
    EPHEMERAL,
    QUESTIONNAIRE,
    RECEIPT,
    RECEIPT_KEY,
    RELEASE,
    WAVE,
)

_ITEM, _COUNTS = QUESTIONNAIRE.items[0], RELEASE.items[0]
_WORDING = _ITEM.wordings[0]


def _with_item(**changes: object) -> wire.Questionnaire:
    return replace(QUESTIONNAIRE, items=(replace(_ITEM, **changes), *QUESTIONNAIRE.items[1:]))  # type: ignore[arg-type]


def _with_counts(**changes: object) -> wire.Release:
    return replace(RELEASE, items=(replace(_COUNTS, **changes), *RELEASE.items[1:]))  # type: ignore[arg-type]


REFUSED: dict[str, tuple[Callable[[Any], bytes], Any, str]] = {
    "no items": (wire.encode_questionnaire, replace(QUESTIONNAIRE, items=()), "questionnaire"),
    "no key": (wire.encode_questionnaire, replace(QUESTIONNAIRE, key=""), "questionnaire"),
    "one option": (wire.encode_questionnaire, _with_item(options=1), "questionnaire"),
    "unsorted favourable": (wire.encode_questionnaire, _with_item(favourable=(5, 4)), "questionnaire"),
    "favourable 6 of 5": (wire.encode_questionnaire, _with_item(favourable=(6,)), "questionnaire"),
    "a code twice": (wire.encode_questionnaire, _with_item(code="K5"), "questionnaire"),
    "a language missing": (wire.encode_questionnaire, _with_item(wordings=_ITEM.wordings[:2]), "questionnaire"),
    "an empty text": (
        wire.encode_questionnaire,
        _with_item(wordings=(replace(_WORDING, text=""), *_ITEM.wordings[1:])),
        "questionnaire",
    ),
    "too long a text": (
        wire.encode_questionnaire,
        _with_item(wordings=(replace(_WORDING, text="x" * 65_536), *_ITEM.wordings[1:])),
        "questionnaire",
    ),
    "no entry": (wire.encode_draw_request, replace(DRAW_REQUEST, entries=()), "draw"),
    "entries falling": (wire.encode_draw_request, replace(DRAW_REQUEST, entries=DRAW_REQUEST.entries[::-1]), "draw"),
    "a short ticket": (wire.encode_draw_request, replace(DRAW_REQUEST, ticket=bytes(31)), "draw"),
    "no signature": (wire.encode_draw_reply, (), "draw"),
    "a short signature": (wire.encode_draw_reply, (bytes(255),), "draw"),
    "answer 256": (wire.encode_envelope, replace(ENVELOPE, answers=(256,)), "ballot"),
    "too many answers": (wire.encode_envelope, replace(ENVELOPE, answers=(1,) * 7_718), "ballot"),
    "a compressed key": (wire.encode_envelope, replace(ENVELOPE, public_key=b"\x02" + bytes(64)), "ballot"),
    "no ballot signature": (wire.encode_envelope, replace(ENVELOPE, signature=b""), "ballot"),
    "a short receipt": (wire.encode_receipt, replace(RECEIPT, hash=bytes(31)), "receipt"),
    "an unsorted board": (wire.encode_receipt_list, replace(BOARD, receipts=BOARD.receipts[::-1]), "board"),
    "a receipt twice": (wire.encode_receipt_list, replace(BOARD, receipts=BOARD.receipts[:1] * 2), "board"),
    "no released items": (wire.encode_release, replace(RELEASE, items=()), "release"),
    "an item twice": (wire.encode_release, replace(RELEASE, items=RELEASE.items[:1] * 2), "release"),
    "a cell in two blocks": (wire.encode_release, _with_counts(blocks=((0, 2), (1, 2), (3, 4))), "release"),
    "blocks out of order": (wire.encode_release, _with_counts(blocks=((1,), (0, 2), (3, 4))), "release"),
    "an unknown cell": (wire.encode_release, _with_counts(blocks=((0, 2), (1,), (3, 5))), "release"),
    "an empty block": (wire.encode_release, _with_counts(blocks=((0, 2), (), (3, 4))), "release"),
    "a histogram missing": (wire.encode_release, _with_counts(counts=_COUNTS.counts[:2]), "release"),
    "a negative count": (wire.encode_release, _with_counts(counts=((-1,) * 6,) * 3), "release"),
    "a count over int32": (wire.encode_release, _with_counts(counts=((1 << 31,) * 6,) * 3), "release"),
    "histograms of two lengths": (
        wire.encode_release,
        _with_counts(counts=(*_COUNTS.counts[:2], (5, 5, 5))),
        "release",
    ),
}


@pytest.mark.parametrize(("encode", "value", "kind"), REFUSED.values(), ids=REFUSED.keys())
def test_a_broken_rule_has_no_encoding(encode: Callable[[Any], bytes], value: object, kind: str) -> None:
    with pytest.raises(ResonanzError) as refused:
        encode(value)
    assert refused.value.code == f"{kind}-malformed"


ROUND_TRIPS: list[tuple[Callable[[Any], bytes], Callable[[bytes], object], object]] = [
    (wire.encode_questionnaire, wire.decode_questionnaire, QUESTIONNAIRE),
    (wire.encode_draw_request, wire.decode_draw_request, DRAW_REQUEST),
    (wire.encode_draw_reply, wire.decode_draw_reply, DRAW_REPLY),
    (wire.encode_envelope, wire.decode_envelope, ENVELOPE),
    (wire.encode_receipt, wire.decode_receipt, RECEIPT),
    (wire.encode_receipt_list, wire.decode_receipt_list, BOARD),
    (wire.encode_receipt_list, wire.decode_receipt_list, replace(BOARD, receipts=())),
    (wire.encode_release, wire.decode_release, RELEASE),
]


@pytest.mark.parametrize(("encode", "decode", "value"), ROUND_TRIPS)
def test_what_comes_back_is_what_went_in(
    encode: Callable[[Any], bytes], decode: Callable[[bytes], object], value: object
) -> None:
    encoded = encode(value)
    assert decode(encoded) == value
    for wrong in (encoded[:-1], encoded + b"\0", b"X" + encoded[1:], b""):
        with pytest.raises(ResonanzError):
            decode(wrong)


@given(st.lists(st.integers(0, 255), max_size=7_717))
def test_every_envelope_has_one_size(answers: list[int]) -> None:
    sealed = wire.seal(replace(ENVELOPE, answers=tuple(answers), signature=b""), EPHEMERAL)
    assert len(sealed) == wire.ENVELOPE_BYTES
    assert wire.signature_ok(sealed)
    assert wire.decode_envelope(sealed).answers == tuple(answers)


def test_every_byte_of_an_envelope_is_signed() -> None:
    sealed = wire.seal(ENVELOPE, EPHEMERAL)
    for at in (*range(0, 500, 11), 4_000, 8_127, 8_128, 8_191):
        assert not wire.signature_ok(sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :])
    assert not wire.signature_ok(sealed[:-1])


def test_an_envelope_signed_by_another_key_is_refused() -> None:
    assert not wire.signature_ok(wire.seal(ENVELOPE, RECEIPT_KEY))


@pytest.mark.parametrize("answers", [(1, 1), (1, 1, 1, 1), (6, 0, 0), (0, 0, 3)])
def test_answers_must_be_those_of_the_questionnaire(answers: tuple[int, ...]) -> None:
    wire.check_answers((5, 0, 2), QUESTIONNAIRE)
    with pytest.raises(ResonanzError, match="ballot-malformed"):
        wire.check_answers(answers, QUESTIONNAIRE)


def test_receipts_and_boards_are_signed_over_everything() -> None:
    point = wire.public_point(RECEIPT_KEY)
    receipt = wire.sign_receipt(WAVE, ENVELOPE.public_key, RECEIPT_KEY)
    board = wire.sign_receipt_list(replace(BOARD, receipts=BOARD.receipts[::-1]), RECEIPT_KEY)
    assert wire.receipt_ok(receipt, point)
    assert receipt.hash == RECEIPT.hash
    assert wire.receipt_list_ok(board, point)
    assert board.receipts == BOARD.receipts
    assert not wire.receipt_ok(replace(receipt, hash=bytes(32)), point)
    assert not wire.receipt_ok(receipt, ENVELOPE.public_key)
    assert not wire.receipt_list_ok(replace(board, receipts=board.receipts[1:]), point)
    for other in (replace(board, root=bytes(32)), replace(board, board=bytes(32)), replace(board, release=bytes(32))):
        assert not wire.receipt_list_ok(other, point)


def test_strings_are_written_in_normal_form_c() -> None:
    spelled = replace(QUESTIONNAIRE, key="pu\u0308ls")
    assert wire.decode_questionnaire(wire.encode_questionnaire(spelled)).key == "p\u00fcls"
