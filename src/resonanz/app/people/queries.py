"""Reading the roster. Nothing here says what anybody answered or whether she did."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from resonanz.app.people.models import Person, Unit
from resonanz.core.cells.types import Member, Node, Side
from resonanz.core.kernel.clock import today

# Key of the root that is put above several roots; no unit of a file can have it.
ROOT_KEY = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """Who may answer today: the tree in depth-first order, the people, the names of their attributes."""

    nodes: tuple[Node, ...]
    members: tuple[Member, ...]
    attribute_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitTree:
    """The units of today. ``order`` is depth first, siblings by name; ``depth`` counts from 0."""

    order: tuple[Unit, ...]
    depth: dict[int, int]
    children: dict[int | None, list[Unit]]

    def subtree(self, unit_pk: int) -> set[int]:
        units, waiting = set(), [unit_pk]
        while waiting:
            current = waiting.pop()
            units.add(current)
            waiting.extend(child.pk for child in self.children.get(current, []))
        return units


def present(day: date | None = None) -> QuerySet[Person]:
    """The people on the roster on a day; the first and the last day count."""
    day = day or today()
    return Person.objects.filter(Q(active_to=None) | Q(active_to__gte=day), active_from__lte=day)


def is_present(person: Person, day: date | None = None) -> bool:
    """Whether somebody is on the roster on a day."""
    day = day or today()
    return person.active_from <= day and (person.active_to is None or day <= person.active_to)


def present_person(email: str) -> Person | None:
    """Who has this address today; nobody has the empty one."""
    return present().exclude(email="").filter(email=email.lower()).order_by("-active_from").first()


def person_of(user: object) -> Person | None:
    """The person behind a signed-in user; None for strangers and for administrators who are not on the roster."""
    person = getattr(user, "person", None)
    return person if isinstance(person, Person) and is_present(person) else None


def leads_something(person: Person) -> bool:
    """Whether she leads a unit of today."""
    return is_present(person) and led_units(person).exists()


def led_units(person: Person) -> QuerySet[Unit]:
    """The units she leads today."""
    return person.leads.filter(active_to=None)


def unit_tree() -> UnitTree:
    """All units of today, in one query."""
    children: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in Unit.objects.filter(active_to=None).order_by("name", "key"):
        children[unit.parent_id].append(unit)
    order, depth = [], {}
    for unit, level in _depth_first(children):
        order.append(unit)
        depth[unit.pk] = level
    return UnitTree(tuple(order), depth, dict(children))


def _depth_first(children: dict[int | None, list[Unit]]) -> Iterator[tuple[Unit, int]]:
    waiting = [(unit, 0) for unit in reversed(children[None])]
    while waiting:
        unit, level = waiting.pop()
        yield unit, level
        waiting.extend((child, level + 1) for child in reversed(children.get(unit.pk, [])))


def current_roster() -> Roster:
    """Today's roster as planning needs it. Three queries, however many people.

    A leader stands at the unit she leads: the highest of several, the first in tree order among equals.
    Several roots get one above them, named after the organisation.
    """
    tree = unit_tree()
    nodes, position = _nodes(tree)
    leading = _leading(tree)
    rows = list(present().order_by("pk").values_list("pk", "unit_id", "attributes"))
    names = tuple(sorted({name for *_, attributes in rows for name in attributes}))
    members = tuple(
        Member(
            id=str(pk),
            node=position[leading.get(pk, unit)],
            side=Side.LEADERS if pk in leading else Side.EMPLOYEES,
            attributes=tuple(attributes.get(name, "") for name in names),
        )
        for pk, unit, attributes in rows
    )
    return Roster(nodes, members, names)


def _nodes(tree: UnitTree) -> tuple[tuple[Node, ...], dict[int, int]]:
    roots = tree.children.get(None, [])
    nodes = [Node(ROOT_KEY, -1, settings.ORGANISATION)] if len(roots) != 1 else []
    position: dict[int, int] = {}
    for unit in tree.order:
        position[unit.pk] = len(nodes)
        above = position[unit.parent_id] if unit.parent_id is not None else len(nodes[:1]) - 1
        nodes.append(Node(unit.key, above, unit.name))
    return tuple(nodes), position


def _leading(tree: UnitTree) -> dict[int, int]:
    rank = {unit.pk: (tree.depth[unit.pk], place) for place, unit in enumerate(tree.order)}
    leading: dict[int, int] = {}
    pairs = Person.objects.filter(leads__isnull=False).values_list("pk", "leads")
    for person, unit in pairs:
        if unit in rank and (person not in leading or rank[unit] < rank[leading[person]]):
            leading[person] = unit
    return leading


# Steps of the style sheet's ``depth-0`` to ``depth-6``.
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit as the tree page shows it: ``people`` stand in it directly, ``all_people`` with all below."""

    unit: Unit
    depth: int
    leaders: tuple[str, ...]
    people: int
    all_people: int

    @property
    def level(self) -> int:
        # How far the line is moved in; deeper than the sheet has steps for stays at the last.
        return min(self.depth, DEEPEST)


def unit_overview() -> list[UnitLine]:
    """The tree with leaders and numbers of people, in three queries."""
    tree, day = unit_tree(), today()
    direct = dict(present(day).values_list("unit").annotate(n=Count("pk")))
    leaders: dict[int, list[str]] = defaultdict(list)
    leading = present(day).filter(leads__isnull=False).order_by("family_name", "given_name")
    for led, given, family in leading.values_list("leads", "given_name", "family_name"):
        leaders[led].append(f"{given} {family}")
    below = {unit.pk: direct.get(unit.pk, 0) for unit in tree.order}
    for unit in reversed(tree.order):
        if unit.parent_id is not None:
            below[unit.parent_id] += below[unit.pk]
    return [
        UnitLine(unit, tree.depth[unit.pk], tuple(leaders[unit.pk]), direct.get(unit.pk, 0), below[unit.pk])
        for unit in tree.order
    ]


def path_to(unit: Unit) -> list[Unit]:
    """The units from the top down to this one; one query a level."""
    path = [unit]
    while path[0].parent is not None:
        path.insert(0, path[0].parent)
    return path


def search(text: str, units: Iterable[int] | None) -> QuerySet[Person]:
    """Today's people by name, address or number, inside some units; in alphabetical order."""
    persons = present().select_related("unit", "site").order_by("family_name", "given_name", "person_id")
    if units is not None:
        persons = persons.filter(unit_id__in=list(units))
    for word in text.split():
        persons = persons.filter(
            Q(given_name__icontains=word)
            | Q(family_name__icontains=word)
            | Q(email__icontains=word)
            | Q(person_id__iexact=word)
        )
    return persons
