"""What passes between app, browser and ballot box, as Python values. The bytes are in docs/anonymity/wire.md."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntFlag

from resonanz.core.cells.types import Block, Node, Side
from resonanz.core.kernel.ids import WaveId

VERSION = 2
"""Of all formats of this package: the fourth byte of every magic. A home of another one is not opened."""
LANGUAGES = ("de-formal", "de", "en")
ENVELOPE_BYTES = 8192
CANNOT_SAY = 0
"""The answer byte for "kann ich nicht sagen" and for a question left out; 1..n is the chosen option as printed."""


class ItemFlag(IntFlag):
    """Properties of an item that the ballot box must know."""

    NONE = 0
    REVERSED = 1
    SENSITIVE = 2


@dataclass(frozen=True, slots=True)
class Wording:
    """An item in one language: the question, a short name for tables, the options in printed order."""

    language: str
    text: str
    short: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One closed question. ``options`` 2 to 11; ``favourable`` are the 1-based options counted as favourable."""

    code: str
    options: int
    favourable: tuple[int, ...]
    flags: ItemFlag
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class QuestionnaireLanguage:
    """A language that a questionnaire is worded in; ``reviewed`` by somebody whose own language it is."""

    tag: str
    reviewed: bool = True


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The closed questions of a wave, in printed order, each worded in all of ``languages`` in their order."""

    key: str
    items: tuple[Item, ...]
    languages: tuple[QuestionnaireLanguage, ...] = tuple(map(QuestionnaireLanguage, LANGUAGES))


@dataclass(frozen=True, slots=True)
class Header:
    """The terms of a wave that every browser checks before it draws.

    ``previous`` is the root of the wave that the ballot box opened before this one, zeros if there was none; ``asker``
    says in words who asks.
    """

    wave: WaveId
    number: int
    previous: bytes
    closes_at: datetime
    k_eligible: int
    k_answers: int
    asker: str
    receipt_key: bytes
    roster_root: bytes


@dataclass(frozen=True, slots=True)
class CellLeaf:
    """One answer cell in the manifest: everything a browser checks about its own cell.

    ``public_key`` is the cell's RSA-2048 key as 256 bytes of modulus, big-endian; the exponent is always 65537.
    ``position`` is its place among the cells, the number an envelope carries.
    """

    position: int
    node: int
    side: Side
    label: str
    eligible: int
    present: int
    public_key: bytes


@dataclass(frozen=True, slots=True)
class CommentLeaf:
    """One comment cell: whole answer cells together. ``side`` is None where employees and leaders are in it.

    ``position`` counts on after the answer cells; ``cells`` are the positions of those it is made of.
    """

    position: int
    node: int
    side: Side | None
    label: str
    eligible: int
    present: int
    public_key: bytes
    cells: tuple[int, ...]


Leaf = CellLeaf | CommentLeaf


@dataclass(frozen=True, slots=True)
class Manifest:
    """The frozen description of a wave. Its Merkle root stands on every ballot page and in every ballot."""

    header: Header
    questionnaire_hash: bytes
    nodes: tuple[Node, ...]
    sensitive: tuple[tuple[int, ...], ...]
    cells: tuple[CellLeaf, ...]
    comments: tuple[CommentLeaf, ...] = ()

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """All cells by their position: those of answers, then those of comments."""
        return (*self.cells, *self.comments)


@dataclass(frozen=True, slots=True)
class Envelope:
    """An opened ballot. ``public_key`` 65 bytes (uncompressed P-256), ``prefix`` 32, ``token`` 256."""

    wave: WaveId
    root: bytes
    cell: int
    public_key: bytes
    prefix: bytes
    token: bytes
    answers: tuple[int, ...]
    signature: bytes


@dataclass(frozen=True, slots=True)
class ReceiptList:
    """All receipts of a wave, sorted, signed with the receipt key (P-256, raw 64 bytes).

    ``board`` is the hash of the wave's board, which the works council gets; ``release`` that of the figures.
    """

    wave: WaveId
    root: bytes
    board: bytes
    release: bytes
    receipts: tuple[bytes, ...]
    signature: bytes = bytes(64)


@dataclass(frozen=True, slots=True)
class ItemRelease:
    """One item's figures: ``counts[b]`` is block b's histogram (int32): index 0 "cannot say", 1..n the options."""

    code: str
    blocks: tuple[Block, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class CorrelationNode:
    """What is released of items together, on one large group: ``cells`` are whole, ``complete`` ballots at least 100.

    ``items`` are places of items, ascending; ``hundredths`` their correlations x 100, the upper triangle row by row.
    """

    cells: Block
    complete: int
    items: tuple[int, ...]
    hundredths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """The immutable figures of a closed wave; ``accepted`` ballots per cell position.

    ``correlations`` is None where the wave releases none.
    """

    wave: WaveId
    root: bytes
    k_answers: int
    accepted: tuple[int, ...]
    items: tuple[ItemRelease, ...]
    correlations: tuple[CorrelationNode, ...] | None = None
