"""The checksum of a wave as people compare it: its root in groups of four, the first three of them as a short form."""

SHORT_GROUPS = 3
DIGITS = 4


def checksum(root: bytes) -> str:
    """All of it: "3f2a 91c0 ...", 16 groups."""
    digits = root.hex()
    return " ".join(digits[at : at + DIGITS] for at in range(0, len(digits), DIGITS))


def short_checksum(root: bytes) -> str:
    """What stands on start page, invitation and ballot alike: "3f2a 91c0 77d4"."""
    return checksum(root)[: SHORT_GROUPS * (DIGITS + 1) - 1]
