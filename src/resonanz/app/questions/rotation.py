"""Which items of the default pulse a wave asks: six always, and one from each of three slots that turn."""

CORE = ("K1", "K2", "K3", "K4", "K5", "K6")
SLOTS = {
    "A": ("R1", "R2", "R4"),
    "B": ("R3", "R9", "R10"),
    "C": ("R5", "R6", "R7", "R8", "R11"),
}


def items_for_wave(number: int) -> tuple[str, ...]:
    """Codes in printed order for the ``number``-th wave, counted from 1; A and B return every third, C every fifth."""
    if number < 1:
        raise ValueError("waves are counted from 1")
    return CORE + tuple(codes[(number - 1) % len(codes)] for codes in SLOTS.values())
