"""Decoded values as plain JSON, in the words of the JavaScript twin, to compare the two implementations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from resonanz.core import wire
from resonanz.core.kernel.errors import ResonanzError

Plain = dict[str, Any]


def of_questionnaire(encoded: bytes) -> Plain:
    decoded = wire.decode_questionnaire(encoded)
    languages = [{"tag": each.tag, "reviewed": each.reviewed} for each in decoded.languages]
    return {"key": decoded.key, "languages": languages, "items": [_of_item(item) for item in decoded.items]}


def of_header(encoded: bytes) -> Plain:
    header = wire.decode_header(encoded)
    return {
        "wave": header.wave.hex(),
        "number": header.number,
        "previous": header.previous.hex(),
        "closesAt": int(header.closes_at.timestamp()),
        "kEligible": header.k_eligible,
        "kAnswers": header.k_answers,
        "asker": header.asker,
        "receiptKey": header.receipt_key.hex(),
        "rosterRoot": header.roster_root.hex(),
    }


def of_cell(encoded: bytes) -> Plain:
    cell = wire.decode_leaf(encoded)
    comment = isinstance(cell, wire.CommentLeaf)
    return {
        "position": cell.position,
        "kind": int(comment),
        "node": cell.node,
        "side": 2 if cell.side is None else int(cell.side),
        "label": cell.label,
        "eligible": cell.eligible,
        "present": cell.present,
        "publicKey": cell.public_key.hex(),
        "cells": list(cell.cells) if isinstance(cell, wire.CommentLeaf) else [],
    }


def of_start(encoded: bytes) -> Plain:
    start = wire.decode_start(encoded.decode("latin-1"))
    return {
        "root": start.root.hex(),
        "treeSize": start.tree_size,
        "header": start.header.hex(),
        "headerProof": _hexes(start.header_proof),
        "questionnaireProof": _hexes(start.questionnaire_proof),
        "leaves": [{"leaf": each.leaf.hex(), "proof": _hexes(each.proof)} for each in start.leaves],
        "ticket": start.ticket.hex(),
        "drawUrl": start.draw_url,
        "appUrl": start.app_url,
        "language": start.language,
    }


def of_draw_reply(encoded: bytes) -> list[str]:
    return _hexes(wire.decode_draw_reply(encoded))


def of_envelope(encoded: bytes) -> Plain:
    envelope = wire.decode_envelope(encoded)
    return {
        "wave": envelope.wave.hex(),
        "root": envelope.root.hex(),
        "cell": envelope.cell,
        "publicKey": envelope.public_key.hex(),
        "prefix": envelope.prefix.hex(),
        "token": envelope.token.hex(),
        "answers": list(envelope.answers),
        "signature": envelope.signature.hex(),
    }


def of_receipt(encoded: bytes) -> Plain:
    receipt = wire.decode_receipt(encoded)
    return {"wave": receipt.wave.hex(), "hash": receipt.hash.hex(), "signature": receipt.signature.hex()}


def of_board(encoded: bytes) -> Plain:
    board = wire.decode_receipt_list(encoded)
    return {
        "wave": board.wave.hex(),
        "root": board.root.hex(),
        "board": board.board.hex(),
        "release": board.release.hex(),
        "receipts": _hexes(board.receipts),
        "signature": board.signature.hex(),
    }


def of_wave_list(encoded: bytes) -> Plain:
    listed = wire.decode_wave_list(encoded)
    return {"waves": [_of_listed(each) for each in listed.waves], "signature": listed.signature.hex()}


def _of_listed(wave: wire.ListedWave) -> Plain:
    return {
        "wave": wave.wave.hex(),
        "number": wave.number,
        "root": wave.root.hex(),
        "previous": wave.previous.hex(),
        "openedAt": int(wave.opened_at.timestamp()),
        "closesAt": int(wave.closes_at.timestamp()),
        "state": int(wave.state),
        "cells": wave.cells,
        "eligible": wave.eligible,
        "accepted": wave.accepted,
    }


KINDS: dict[str, Callable[[bytes], Any]] = {
    "questionnaire": of_questionnaire,
    "header": of_header,
    "cell": of_cell,
    "start": of_start,
    "draw_reply": of_draw_reply,
    "envelope": of_envelope,
    "receipt": of_receipt,
    "board": of_board,
    "wave_list": of_wave_list,
}
"""What both implementations decode; "start" is the fragment's letters as bytes."""


def verdict(kind: str, encoded: bytes) -> Plain:
    """{"value": plain} or {"error": code}."""
    try:
        return {"value": KINDS[kind](encoded)}
    except ResonanzError as error:
        return {"error": error.code}


def _of_item(item: wire.Item) -> Plain:
    return {
        "code": item.code,
        "options": item.options,
        "reversed": bool(item.flags & wire.ItemFlag.REVERSED),
        "sensitive": bool(item.flags & wire.ItemFlag.SENSITIVE),
        "favourable": list(item.favourable),
        "wordings": [
            {"language": each.language, "text": each.text, "short": each.short, "options": list(each.options)}
            for each in item.wordings
        ],
    }


def _hexes(values: tuple[bytes, ...]) -> list[str]:
    return [value.hex() for value in values]
