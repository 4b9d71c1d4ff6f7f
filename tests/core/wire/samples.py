"""One small wave, always the same bytes: what the vectors are made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256, shake_256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from resonanz.core import wire
from resonanz.core.cells import Node, Side
from resonanz.core.kernel.ids import WaveId

EPHEMERAL = ec.derive_private_key(0x1234567890ABCDEF, ec.SECP256R1())
RECEIPT_KEY = ec.derive_private_key(0xFEDCBA0987654321, ec.SECP256R1())


def noise(name: str, size: int) -> bytes:
    """Bytes that look random and never change."""
    return shake_256(name.encode()).digest(size)


def sign_always_alike(key: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    """Raw r||s as ``wire.sign`` makes it, but deterministic (RFC 6979)."""
    r, s = decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True)))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


WAVE = WaveId(noise("wave", 16))
_SCALES = {
    "de-formal": ("trifft nicht zu", "trifft eher nicht zu", "teils, teils", "trifft eher zu", "trifft zu"),
    "de": ("nein", "eher nein", "teils, teils", "eher ja", "ja"),
    "en": ("disagree", "rather disagree", "partly", "rather agree", "agree"),
    "tr": ("katılmıyorum", "pek katılmıyorum", "kısmen", "biraz katılıyorum", "katılıyorum"),
}
TONGUES = (*map(wire.QuestionnaireLanguage, wire.LANGUAGES), wire.QuestionnaireLanguage("tr", reviewed=False))


def _item(code: str, favourable: tuple[int, ...], flags: wire.ItemFlag) -> wire.Item:
    wordings = tuple(
        wire.Wording(language, f"Frage {code}: Äpfel, „Süßes“ und 🍎?", f"{code} kurz", scale)
        for language, scale in _SCALES.items()
    )
    return wire.Item(code, 5, favourable, flags, wordings)


_YES_NO = tuple(wire.Wording(language, "Ja?", "Ja", ("Ja", "Nein")) for language in _SCALES)
QUESTIONNAIRE = wire.Questionnaire(
    "puls-1",
    (
        _item("K1", (4, 5), wire.ItemFlag.NONE),
        _item("K5", (1, 2), wire.ItemFlag.REVERSED | wire.ItemFlag.SENSITIVE),
        wire.Item("J1", 2, (), wire.ItemFlag.SENSITIVE, _YES_NO),
    ),
    TONGUES,
)
QUESTIONNAIRE_BYTES = wire.encode_questionnaire(QUESTIONNAIRE)
HEADER = wire.Header(
    wave=WAVE,
    number=7,
    previous=noise("root before", 32),
    closes_at=datetime(2026, 3, 31, 16, 0, tzinfo=UTC),
    k_eligible=10,
    k_answers=5,
    asker="Haus Süd gGmbH",
    receipt_key=wire.public_point(RECEIPT_KEY),
    roster_root=noise("roster", 32),
)
NODES = (
    Node("haus", -1, "Haus"),
    Node("v", 0, "Vertrieb"),
    Node("vn", 1, "Vertrieb Nord"),
    Node("p", 0, "Personal und Recht"),
)
_CELLS = (
    (0, Side.EMPLOYEES, "Haus: übrige", 14, 13),
    (0, Side.LEADERS, "Führungskräfte Haus", 31, 31),
    (2, Side.EMPLOYEES, "Vertrieb Nord · Köln", 12, 11),
    (2, Side.EMPLOYEES, "Vertrieb Nord · Wien", 19, 19),
    (3, Side.EMPLOYEES, "Personal und Recht", 10, 10),
)
CELLS = tuple(
    wire.CellLeaf(at, node, side, label, eligible, present, noise(f"modulus {at}", 256))
    for at, (node, side, label, eligible, present) in enumerate(_CELLS)
)
COMMENTS = (
    wire.CommentLeaf(5, 0, None, "Haus: übrige", 45, 44, noise("modulus 5", 256), (0, 1)),
    wire.CommentLeaf(6, 0, Side.EMPLOYEES, "Vertrieb, Personal", 41, 40, noise("modulus 6", 256), (2, 3, 4)),
)
MANIFEST = wire.Manifest(
    HEADER, wire.questionnaire_hash(QUESTIONNAIRE_BYTES), NODES, ((0, 2, 3, 4), (1,)), CELLS, COMMENTS
)
ROOT = wire.manifest_root(MANIFEST)
LEAVES = wire.manifest_leaves(MANIFEST)
START = wire.StartData(
    root=ROOT,
    tree_size=len(LEAVES),
    header=LEAVES[1],
    header_proof=wire.header_proof(MANIFEST),
    questionnaire_proof=wire.questionnaire_proof(MANIFEST),
    leaves=tuple(wire.ProvedLeaf(LEAVES[3 + at], wire.cell_proof(MANIFEST, at)) for at in (2, 6)),
    ticket=noise("ticket", 32),
    draw_url="http://localhost:8000/draw",
    app_url="http://localhost:8000/",
    language="de-formal",
)
DRAW_REQUEST = wire.DrawRequest(START.ticket, WAVE, ROOT, ((2, noise("blinded", 256)), (6, noise("other", 256))))
DRAW_REPLY = (noise("signature", 256), noise("other signature", 256))
_UNSIGNED = wire.Envelope(
    WAVE, ROOT, 2, wire.public_point(EPHEMERAL), noise("prefix", 32), noise("token", 256), (4, 0, 2), bytes(64)
)
ENVELOPE = replace(_UNSIGNED, signature=sign_always_alike(EPHEMERAL, wire.envelope_body(_UNSIGNED)))
_HASH = wire.receipt_hash(WAVE, ENVELOPE.public_key)
RECEIPT = wire.Receipt(WAVE, _HASH, sign_always_alike(RECEIPT_KEY, wire.receipt_to_sign(WAVE, _HASH)))
_HASHES = tuple(sorted([_HASH, *(sha256(bytes([at])).digest() for at in range(6))]))
_LISTED = wire.ReceiptList(WAVE, ROOT, noise("board", 32), noise("release", 32), _HASHES)
BOARD = replace(_LISTED, signature=sign_always_alike(RECEIPT_KEY, wire.receipt_list_to_sign(_LISTED)))
RELEASE = wire.Release(
    WAVE,
    ROOT,
    5,
    (9, 25, 4, 8, 3),
    (
        wire.ItemRelease("K1", ((0, 2), (1,), (3, 4)), ((1, 0, 2, 3, 4, 3), (0, 1, 4, 10, 5, 5), (1, 0, 0, 0, 10, 0))),
        wire.ItemRelease("K5", ((0, 2, 3, 4),), ((2, 0, 2, 8, 7, 5),)),
        wire.ItemRelease("J1", (), ()),
    ),
    (wire.CorrelationNode((0, 2, 3, 4), 120, (0, 1, 2), (-37, 100, 4)),),
)
LISTED = tuple(
    wire.ListedWave(
        wave=WaveId(noise(f"wave {at}", 16)) if at < 2 else WAVE,
        number=number,
        root=noise(f"root {at}", 32) if at < 2 else ROOT,
        previous=noise(f"root {at - 1}", 32) if at else bytes(32),
        opened_at=datetime(2026, 1 + at, 2, 8, 0, tzinfo=UTC),
        closes_at=datetime(2026, 1 + at, 31, 16, 0, tzinfo=UTC) if at != 1 else datetime(2026, 2, 28, tzinfo=UTC),
        state=state,
        cells=5,
        eligible=86,
        accepted=49 if state is wire.ListedState.CLOSED else 0,
    )
    for at, (number, state) in enumerate(
        [(1, wire.ListedState.CLOSED), (4, wire.ListedState.CANCELLED), (7, wire.ListedState.OPEN)]
    )
)
_LIST = wire.WaveList(LISTED, bytes(64))
_TO_SIGN = wire.encode_wave_list(_LIST)[:-64]
LIST_BYTES = _TO_SIGN + sign_always_alike(RECEIPT_KEY, _TO_SIGN)
CHAINED = replace(HEADER, previous=LISTED[1].root)
