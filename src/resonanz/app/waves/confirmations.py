"""Who stated that somebody outside the product confirmed something: a ticked box is no word of the works council."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A statement by one who may tick the box. No time is kept of it.

    ``stated_by``: her name as it was shown then, empty where it was not kept; ``roles``: those she was given by hand.
    """

    stated_by: str
    roles: tuple[str, ...]
