"""What the app hands a person to take to the ballot box: her cell with its proofs, and her ticket."""

from functools import lru_cache

from django.conf import settings

from resonanz.app.registrar.models import Ticket
from resonanz.app.waves.models import Wave
from resonanz.core import wire
from resonanz.core.wire.manifest import FIRST_CELL_LEAF, HEADER_LEAF, QUESTIONNAIRE_LEAF
from resonanz.core.wire.merkle import MerkleTree


def start_data(ticket: Ticket, wave: Wave, language: str) -> wire.StartData:
    """The fragment's content for whoever has the ticket. Writes nothing."""
    manifest, tree = _manifest(wave.pk, bytes(wave.root))
    return wire.StartData(
        root=bytes(wave.root),
        tree_size=tree.size,
        header=wire.encode_header(manifest.header),
        header_proof=tree.proof(HEADER_LEAF),
        questionnaire_proof=tree.proof(QUESTIONNAIRE_LEAF),
        leaves=tuple(_proved(manifest, tree, position) for position in ticket.positions),
        ticket=bytes(ticket.ticket),
        draw_url=f"{settings.APP_URL}/draw",
        app_url=f"{settings.APP_URL}/",
        language=language,
    )


def start_link(data: wire.StartData, wave: Wave) -> str:
    """The way to the ballot page; everything about the person stands behind the #, which no server is sent."""
    return f"{settings.BALLOTBOX_URL}/w/{wave.hex}/?lang={data.language}#{wire.encode_start(data)}"


def manifest_of(wave: Wave) -> wire.Manifest:
    """The terms of a wave whose manifest is fixed."""
    return _manifest(wave.pk, bytes(wave.root))[0]


def proved_header(wave: Wave) -> tuple[bytes, int, wire.Proof]:
    """The wave's header, the size of its manifest's tree, and the proof that the header is the first leaf."""
    manifest, tree = _manifest(wave.pk, bytes(wave.root))
    return wire.encode_header(manifest.header), tree.size, tree.proof(HEADER_LEAF)


def proved_cell(wave: Wave, position: int) -> wire.ProvedLeaf:
    """The cell at ``position`` as the wave's manifest has it, and the proof that it is leaf 3 + position."""
    return _proved(*_manifest(wave.pk, bytes(wave.root)), position)


def _proved(manifest: wire.Manifest, tree: MerkleTree, position: int) -> wire.ProvedLeaf:
    return wire.ProvedLeaf(wire.encode_leaf(manifest.leaves[position]), tree.proof(FIRST_CELL_LEAF + position))


@lru_cache(maxsize=4)
def _manifest(wave: int, _root: bytes) -> tuple[wire.Manifest, MerkleTree]:
    # The manifest and its tree; both never change once there is a root, so they are read once a process.
    content = Wave.objects.values_list("manifest", flat=True).get(pk=wave)
    manifest = wire.decode_manifest(bytes(content))
    return manifest, wire.manifest_tree(manifest)
