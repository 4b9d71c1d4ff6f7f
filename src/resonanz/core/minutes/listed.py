"""Lists of words, written as words."""


def listed(text: str) -> frozenset[str]:
    """The words of a text, cut at spaces."""
    return frozenset(text.split())
