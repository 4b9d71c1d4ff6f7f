"""The release ("RZE2"): per item its blocks and one histogram a block; joint only correlations of large groups."""

from resonanz.core.cells.types import Block
from resonanz.core.kernel.ids import WAVE_ID_BYTES, WaveId
from resonanz.core.wire.codec import HASH_BYTES, ByteReader, Writer, is_ascending
from resonanz.core.wire.errors import WireCode
from resonanz.core.wire.questionnaire import OPTIONS_MAX, OPTIONS_MIN
from resonanz.core.wire.types import CorrelationNode, ItemRelease, Release

MAGIC = b"RZE2"
ERROR = WireCode.RELEASE_MALFORMED
# Nothing joint is released below so many complete ballots, and a correlation needs two items.
COMPLETE_LEAST, ITEMS_LEAST = 100, 2
HUNDRED = 100
_COUNT_MAX = 0x7FFF_FFFF


def encode_release(release: Release) -> bytes:
    """The release's bytes; ``ResonanzError("release-malformed")`` if it breaks a rule of the format."""
    cells = len(release.accepted)
    writer = Writer(ERROR, MAGIC).fixed(release.wave, WAVE_ID_BYTES).fixed(release.root, HASH_BYTES)
    writer.require(_is_sound(release))
    writer.u8(release.k_answers).u32(cells).u32s(release.accepted).u16(len(release.items))
    for item in release.items:
        _write_item(writer, item, cells)
    writer.u8(0 if release.correlations is None else 1)
    if release.correlations is not None:
        writer.u16(len(release.correlations))
        for node in release.correlations:
            _write_node(writer, node, release)
    return writer.done()


def decode_release(encoded: bytes) -> Release:
    """The release behind its bytes; ``ResonanzError("release-malformed")``."""
    reader = ByteReader(encoded, ERROR)
    reader.magic(MAGIC)
    wave, root, k_answers = WaveId(reader.read(WAVE_ID_BYTES)), reader.read(HASH_BYTES), reader.u8()
    accepted = reader.u32s(reader.u32())
    items = tuple(_read_item(reader, len(accepted)) for _ in range(reader.u16()))
    correlations, marked = None, reader.u8()
    reader.require(marked in (0, 1))
    if marked:
        correlations = tuple(_read_node(reader, len(accepted), len(items)) for _ in range(reader.u16()))
    reader.end()
    release = Release(wave, root, k_answers, accepted, items, correlations)
    reader.require(_is_sound(release))
    return release


def _write_item(writer: Writer, item: ItemRelease, cells: int) -> None:
    values = len(item.counts[0]) if item.counts else 0
    writer.text(item.code).u8(values).u32(len(item.blocks))
    for block in item.blocks:
        writer.ascending(block, cells)
    for histogram in item.counts:
        writer.u32s(histogram)


def _read_item(reader: ByteReader, cells: int) -> ItemRelease:
    code, values, count = reader.text(), reader.u8(), reader.u32()
    reader.require((values == 0) == (count == 0))
    blocks = tuple(reader.ascending(cells) for _ in range(count))
    return ItemRelease(code, blocks, tuple(reader.u32s(values) for _ in range(count)))


def _write_node(writer: Writer, node: CorrelationNode, release: Release) -> None:
    writer.require(len(node.hundredths) == _pairs(len(node.items)))
    writer.ascending(node.cells, len(release.accepted)).u32(node.complete).u8(len(node.items))
    for item in node.items:
        writer.u16(item)
    for value in node.hundredths:
        writer.u8(value + HUNDRED)


def _read_node(reader: ByteReader, cells: int, items: int) -> CorrelationNode:
    block, complete, count = reader.ascending(cells), reader.u32(), reader.u8()
    places = tuple(reader.u16() for _ in range(count))
    reader.require(is_ascending(places, items))
    return CorrelationNode(block, complete, places, tuple(reader.u8() - HUNDRED for _ in range(_pairs(count))))


def _pairs(items: int) -> int:
    return items * (items - 1) // 2


def _is_sound(release: Release) -> bool:
    codes = [item.code for item in release.items]
    named = bool(codes) and all(codes) and len(set(codes)) == len(codes)
    joint = release.correlations or ()
    return (
        bool(release.accepted)
        and named
        and all(_item_is_sound(item) for item in release.items)
        and all(_node_is_sound(node, len(codes)) for node in joint)
        and _are_disjoint(tuple(node.cells for node in joint))
    )


def _node_is_sound(node: CorrelationNode, items: int) -> bool:
    """Whether enough complete ballots stand behind at least two items, and every value is a correlation."""
    enough = node.complete >= COMPLETE_LEAST and len(node.items) >= ITEMS_LEAST
    return enough and is_ascending(node.items, items) and all(abs(value) <= HUNDRED for value in node.hundredths)


def _item_is_sound(item: ItemRelease) -> bool:
    values = len(item.counts[0]) if item.counts else OPTIONS_MIN + 1
    return (
        len(item.blocks) == len(item.counts)
        and OPTIONS_MIN < values <= OPTIONS_MAX + 1
        and all(len(histogram) == values for histogram in item.counts)
        and all(0 <= count <= _COUNT_MAX for histogram in item.counts for count in histogram)
        and _are_disjoint(item.blocks)
    )


def _are_disjoint(blocks: tuple[Block, ...]) -> bool:
    """Whether no cell stands in two blocks and blocks are ordered by their first cell."""
    firsts = [block[0] if block else -1 for block in blocks]
    cells = [cell for block in blocks for cell in block]
    return (not blocks or is_ascending(firsts, max(firsts) + 1)) and len(set(cells)) == len(cells)
