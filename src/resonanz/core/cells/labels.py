"""What cells are called. Labels are data: frozen in the manifest, the same in every language, unique."""

from collections import Counter
from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from itertools import count

from resonanz.core.cells.lookalikes import cleared, skeleton
from resonanz.core.cells.tree import lowest_common
from resonanz.core.cells.types import CellDraft, Node, Side

_NAMED_MOST = 3
_REST = "übrige"
_DIRECT = "direkt"
_LEADERS = "Führungskräfte"
_NO_VALUE = "ohne Angabe"


def base_label(nodes: Sequence[Node], people: dict[int, int], cells: Sequence[Sequence[int]]) -> list[str]:
    """Names for cells of one side from the nodes whose people they hold (``people`` counts them by node).

    A cell with all people of a subtree has that node's name; up to three such subtrees are all named, the largest
    first; those of one node without its subtree are "<node>: direkt"; all else is "<lowest common node>: übrige".
    """
    totals = _totals(nodes, people)
    return [_name(nodes, people, totals, cell) for cell in cells]


def trait(name: str, values: Sequence[str]) -> str:
    """What a split by attribute ``name`` says: up to three values, else "<name>: übrige"."""
    shown = [cleared(value) or _NO_VALUE for value in values]
    if len(shown) > _NAMED_MOST:
        return f"{cleared(name)}: {_REST}" if cleared(name) else _REST
    return _listed(shown)


def final_labels(nodes: Sequence[Node], drafts: Sequence[CellDraft], homes: Sequence[int]) -> list[str]:
    """Unique labels: names that look alike get their parent's name, then their node's key, then a number."""
    hints = [""] * len(drafts)
    labels = [_compose(draft, "") for draft in drafts]
    for hint in (_parent_name, _key):
        counted = Counter(map(skeleton, labels))
        for at, home in enumerate(homes):
            if counted[skeleton(labels[at])] > 1 and hint(nodes, home):
                hints[at] = f" ({hint(nodes, home)})"
        labels = [_compose(draft, given) for draft, given in zip(drafts, hints, strict=True)]
    return _numbered(labels, [min(one.id for one in draft.members) for draft in drafts])


def _totals(nodes: Sequence[Node], people: dict[int, int]) -> list[int]:
    totals = [people.get(position, 0) for position in range(len(nodes))]
    for position in range(len(nodes) - 1, 0, -1):
        totals[nodes[position].parent] += totals[position]
    return totals


def _name(nodes: Sequence[Node], people: dict[int, int], totals: list[int], cell: Sequence[int]) -> str:
    whole = _whole_subtrees(nodes, people, totals, cell)
    if whole is None and len(cell) == 1:
        return f"{nodes[cell[0]].label}: {_DIRECT}"
    if whole is None or len(whole) > _NAMED_MOST:
        return f"{nodes[lowest_common(nodes, cell)].label}: {_REST}"
    first, *others = sorted(whole, key=lambda node: (-totals[node], node))
    named = nodes[first].label
    return f"{named}, zusammen mit {_listed([nodes[at].label for at in others])}" if others else named


def _whole_subtrees(
    nodes: Sequence[Node], people: dict[int, int], totals: list[int], cell: Sequence[int]
) -> list[int] | None:
    # The fewest subtrees whose people are exactly the cell's, or None if it holds a node but not all below.
    # Walks upwards from the cell's nodes as long as everybody below is in the cell. A node whose people all stand
    # in one node further down is named by that one.
    own = set(cell)
    held = {place: people[place] for place in cell}
    below: dict[int, list[int]] = {}
    waiting = [-place for place in held]
    heapify(waiting)
    while waiting:
        node = -heappop(waiting)
        if held[node] != totals[node]:
            if node in own:
                return None
            continue
        parts = below.pop(node, [])
        parent = nodes[node].parent
        if parent not in held:
            held[parent] = 0
            heappush(waiting, -parent)
        held[parent] += totals[node]
        below.setdefault(parent, []).append(parts[0] if len(parts) == 1 and node not in own else node)
    return [part for parts in below.values() for part in parts]


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} und {names[-1]}"


def _compose(draft: CellDraft, hint: str) -> str:
    prefix = f"{_LEADERS} " if draft.side is Side.LEADERS else ""
    return f"{prefix}{draft.base}{hint}" + "".join(f" · {one}" for one in draft.traits)


def _parent_name(nodes: Sequence[Node], home: int) -> str:
    parent = nodes[home].parent
    return nodes[parent].label if parent >= 0 else ""


def _key(nodes: Sequence[Node], home: int) -> str:
    return cleared(nodes[home].key)


def _numbered(labels: list[str], order: list[str]) -> list[str]:
    # Labels that still look alike get a number from the second on, in the order of their first member's id.
    taken = set(map(skeleton, labels))
    seen: set[str] = set()
    for at in sorted(range(len(labels)), key=lambda at: (labels[at], order[at])):
        if skeleton(labels[at]) in seen:
            labels[at] = _free(labels[at], taken)
            taken.add(skeleton(labels[at]))
        seen.add(skeleton(labels[at]))
    return labels


def _free(label: str, taken: set[str]) -> str:
    return next(free for number in count(2) if skeleton(free := f"{label} {number}") not in taken)
