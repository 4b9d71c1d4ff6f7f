"""EMSA-PSS, the padding of RSA-PSS: RFC 8017, section 9.1.1, with SHA-384 and MGF1 over SHA-384."""

from hashlib import sha384

from resonanz.core.blindsig.errors import BlindSignatureCode
from resonanz.core.kernel.errors import ResonanzError

HASH_BYTES = 48
TRAILER = b"\xbc"


def emsa_pss_encode(message: bytes, em_bits: int, salt: bytes) -> bytes:
    """``message`` padded to ``ceil(em_bits / 8)`` bytes; ``blind-input-invalid`` when it does not fit (step 3)."""
    em_bytes = (em_bits + 7) // 8
    zeros = em_bytes - len(salt) - HASH_BYTES - 2
    if zeros < 0:
        raise ResonanzError(BlindSignatureCode.BLIND_INPUT_INVALID)
    # Steps 2, 5 and 6: H = Hash(eight zero bytes || Hash(M) || salt).
    digest = sha384(bytes(8) + sha384(message).digest() + salt).digest()
    # Steps 7 and 8: DB = PS || 0x01 || salt.
    block = bytes(zeros) + b"\x01" + salt
    # Steps 9 and 10: maskedDB = DB xor MGF1(H).
    masked = xor(block, mgf1(digest, len(block)))
    # Step 11: clear the bits of the first byte beyond em_bits.
    masked = bytes([masked[0] & (0xFF >> (8 * em_bytes - em_bits))]) + masked[1:]
    # Step 12: EM = maskedDB || H || 0xbc.
    return masked + digest + TRAILER


def mgf1(seed: bytes, length: int) -> bytes:
    """The mask generation function of RFC 8017, appendix B.2.1: ``length`` bytes from ``seed``."""
    blocks = -(-length // HASH_BYTES)
    return b"".join(sha384(seed + counter.to_bytes(4, "big")).digest() for counter in range(blocks))[:length]


def xor(left: bytes, right: bytes) -> bytes:
    """Byte by byte; both have the same length."""
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
