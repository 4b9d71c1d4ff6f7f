"""What a dry run finds. The same report is shown, applied and checked again before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from resonanz.core.kernel.errors import MessageCode
from resonanz.core.kernel.messages import Message, Value


class Kind(TextChoices):
    """What happens to a person or a unit."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    GONE = "gone", _("Gone")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the file cannot be applied, or what should be known of it. ``line`` 0 is the whole file."""

    line: int
    code: MessageCode
    params: Mapping[str, Value] = field(default_factory=dict)

    @property
    def message(self) -> Message:
        return Message(self.code.sentence, self.params)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value before and after; both as the file would write them."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A person or a unit that is new, changed or gone. ``key`` is its number in the file."""

    kind: Kind
    key: str
    name: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A dry run; with ``problems`` nothing can be applied. ``digest`` stands for file, day and state met."""

    digest: str
    rows: int
    persons: tuple[Change, ...] = ()
    units: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    attribute_names: tuple[str, ...] = ()
    applied: bool = False

    def of_persons(self, kind: Kind) -> list[Change]:
        return [change for change in self.persons if change.kind is kind]

    def of_units(self, kind: Kind) -> list[Change]:
        return [change for change in self.units if change.kind is kind]

    @property
    def is_empty(self) -> bool:
        return not (self.persons or self.units or self.problems)
