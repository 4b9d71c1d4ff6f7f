"""A map: how a survey file is to be read. Its format is documented in docs/en/analyse.md and docs/de/analyse.md."""

import re
from collections.abc import Sized
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, NoReturn, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from resonanz.core.analysis.codes import canonical
from resonanz.core.analysis.conditions import Condition, Negation, columns
from resonanz.core.analysis.expression import ExpressionError, parse
from resonanz.core.analysis.problems import quoted
from resonanz.core.kernel.messages import Message, Value, message
from resonanz.core.kernel.messages import gettext_noop as _

# Answers a group needs before anything of it is shown: default and floor; a map can only raise it.
MINIMUM_N = 5
MOST_CONTRASTS = 8
OTHERS = "others"


def fail(problem: Message, remedy: str, table: str = "", **params: Value) -> NoReturn:
    """Refuse the table that is being validated, or the named one."""
    raise PydanticCustomError("map", "", {"problem": problem, "remedy": Message(remedy, params), "table": table})


def _texts(value: object) -> list[str]:
    entries = value if isinstance(value, list) else [value]
    if any(isinstance(entry, bool) or not isinstance(entry, str | int | float) for entry in entries):
        raise PydanticCustomError("texts", "")
    return [str(entry) for entry in entries]


def _some(value: Sized) -> Sized:
    if not value:
        raise PydanticCustomError("empty", "")
    return value


def _whole(least: int) -> BeforeValidator:
    def check(value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise PydanticCustomError("whole", "", {"least": least})
        return value

    return BeforeValidator(check)


Text = Annotated[str, StringConstraints(pattern=r"\S")]
Texts = Annotated[list[str], BeforeValidator(_texts)]
SomeTexts = Annotated[Texts, AfterValidator(_some)]
Codes = Annotated[frozenset[str], BeforeValidator(lambda value: frozenset(map(canonical, _texts(value))))]


class Layout(StrEnum):
    """Long: one answer a row. Wide: one person a row, one column an item."""

    LONG = "long"
    WIDE = "wide"


class Conflict(StrEnum):
    """What to do with rows that share an id and say different things."""

    LEAVE_OUT = "leave out"
    FIRST = "first"
    LAST = "last"
    STOP = "stop"


class MapTable(BaseModel):
    """A table of a map: an unknown key is a mistake, not a wish."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FileFormat(MapTable):
    """Encoding and delimiter; None is detected."""

    encoding: Literal["utf-8", "utf-8-sig", "utf-16", "cp1252"] | None = None
    delimiter: Annotated[
        Literal[";", ",", "tab", "\t", "|"] | None, AfterValidator(lambda mark: "\t" if mark == "tab" else mark)
    ] = None


class Status(MapTable):
    """The column that says whether a row counts, and its good values."""

    column: Text
    keep: Annotated[Codes, AfterValidator(_some)]


class Rows(MapTable):
    """Which rows count: id columns (none: no check for duplicates), conflicts, status."""

    layout: Layout
    id: Texts = []
    conflicting: Conflict = Conflict.LEAVE_OUT
    status: Status | None = None

    @property
    def status_column(self) -> str | None:
        return self.status.column if self.status else None


class Items(MapTable):
    """Where item codes come from: spelled out (code -> texts or headings), or the first group of a pattern."""

    column: Text | None = None
    value: Text | None = None
    pattern: Text | None = None
    pad: Annotated[int, _whole(0)] = 0
    codes: dict[str, SomeTexts] = {}

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self._regex is None and not self.spelled:
            fail(Message(_("says nowhere what the items are")), _("give `pattern`, or `codes`, or both"))
        return self

    @cached_property
    def _regex(self) -> re.Pattern[str] | None:
        if self.pattern is None:
            return None
        try:
            regex = re.compile(self.pattern)
        except re.error as error:
            problem = message(_("`pattern` is no regular expression: %(error)s"), error=str(error))
            fail(problem, _("mend it; single quotation marks keep backslashes"))
        if regex.groups < 1:
            fail(Message(_("`pattern` has no group")), _(r"put what is the code in parentheses, as in '^(\d+)\.'"))
        return regex

    @cached_property
    def spelled(self) -> dict[str, str]:
        spelled: dict[str, str] = {}
        for code, texts in self.codes.items():
            for text in texts:
                if spelled.setdefault(" ".join(text.split()), code) != code:
                    problem = message(_('"%(text)s" stands for two item codes'), text=text)
                    fail(problem, _("give each text or heading to one code"), "[codes]")
        return spelled

    def code(self, text: str) -> str | None:
        """The item code of a question text or heading; None if the map does not know it."""
        spelled = self.spelled.get(" ".join(text.split()))
        if spelled is not None or self._regex is None:
            return spelled
        match = self._regex.search(text)
        found = (match.group(1) or "").strip() if match else ""
        return found.zfill(self.pad) if found else None


class Values(MapTable):
    """Codes by meaning, in canonical spelling. An empty cell is always missing."""

    favourable: Codes = frozenset()
    other: Codes = frozenset()
    not_applicable: Codes = frozenset()
    missing: Annotated[Codes, AfterValidator(lambda codes: codes | {""})] = frozenset([""])

    def check(self, table: str) -> None:
        if not self.favourable or not self.other:
            remedy = _("list every substantive code: favourable ones and all other ones")
            fail(Message(_("needs `favourable` and `other`")), remedy, table)
        seen: set[str] = set()
        for codes in (self.favourable, self.other, self.not_applicable, self.missing):
            if twice := sorted(seen & codes):
                problem = message(_("gives %(codes)s two meanings"), codes=quoted(twice))
                fail(problem, _("put every code into one list only"), table)
            seen |= codes


class ExceptionalValues(Values):
    """Other values for single items (reversed ones, say); what it does not say is as in ``[values]``."""

    items: SomeTexts


class Contrast(MapTable):
    """Two groups to compare, as conditions and as they were written."""

    name: Text
    leaders_text: Text = Field(alias="leaders")
    comparison_written: Text = Field(alias="comparison")

    @model_validator(mode="after")
    def _parse(self) -> Self:
        self.leaders, self.comparison  # noqa: B018 # each fails for what is no expression
        return self

    @property
    def comparison_text(self) -> str:
        return f"not ({self.leaders_text})" if self.comparison_written == OTHERS else self.comparison_written

    @cached_property
    def leaders(self) -> Condition:
        return _condition("leaders", self.leaders_text)

    @cached_property
    def comparison(self) -> Condition:
        if self.comparison_written == OTHERS:
            return Negation(self.leaders)
        return _condition("comparison", self.comparison_written)


def _condition(key: str, source: str) -> Condition:
    try:
        return parse(source)
    except ExpressionError as error:
        pointed = f"    {source}\n    {' ' * error.offset}^"
        shown = message("`%(key)s`: %(problem)s\n%(pointed)s", key=key, problem=error.problem, pointed=pointed)
        fail(shown, _("mend the expression; it knows and, or, not, ( ), =, !=, <, <=, >, >=, in ( ), is empty"))


class SurveyMap(MapTable):
    """The whole map."""

    file_format: FileFormat = Field(FileFormat(), alias="file")
    rows: Rows
    items: Items
    values: Values
    exceptional: list[ExceptionalValues] = Field([], alias="exceptions")
    contrasts: list[Contrast] = []
    minimum_n: Annotated[int, _whole(MINIMUM_N)] = MINIMUM_N

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for key in ("column", "value"):
            if (getattr(self.items, key) is None) is (self.rows.layout is Layout.LONG):
                lacks, has = _("lacks `%(key)s`"), _("cannot have, in the wide layout, `%(key)s`")
                problem = message(lacks if self.rows.layout is Layout.LONG else has, key=key)
                fail(problem, _("docs/en/analyse.md says what belongs to each layout"), "[items]")
        self.values.check("[values]")
        self.exceptions  # noqa: B018 # fails for values that do not fit
        if not 1 <= len(self.contrasts) <= MOST_CONTRASTS:
            problem = message(_("has %(count)s [[contrasts]]"), count=len(self.contrasts))
            fail(problem, _("give 1 to %(most)s; split the map for more"), most=MOST_CONTRASTS)
        if len({contrast.name for contrast in self.contrasts}) < len(self.contrasts):
            fail(Message(_("has two contrasts of one name")), _("name each contrast differently"))
        return self

    @cached_property
    def exceptions(self) -> dict[str, Values]:
        """Item code -> the values that replace the common ones."""
        exceptions: dict[str, Values] = {}
        for number, given in enumerate(self.exceptional, 1):
            changed = {key: getattr(given, key) for key in given.model_fields_set - {"items"}}
            values = self.values.model_copy(update=changed)
            values.check(f"[[exceptions]] number {number}")
            for code in given.items:
                if code in exceptions:
                    problem = message(_('lists item "%(item)s" a second time'), item=code)
                    fail(problem, _("keep one exception for an item"), "[[exceptions]]")
                exceptions[code] = values
        return exceptions

    @property
    def group_columns(self) -> list[str]:
        conditions = [side for contrast in self.contrasts for side in (contrast.leaders, contrast.comparison)]
        return list(dict.fromkeys(name for condition in conditions for name in columns(condition)))

    @property
    def named_columns(self) -> list[str]:
        """Every column the map names, so that a file without one is refused before it is read."""
        rows, items = self.rows, self.items
        named = [*rows.id, rows.status_column, items.column, items.value, *self.group_columns]
        headings = list(items.spelled) if rows.layout is Layout.WIDE else []
        return list(dict.fromkeys([name for name in named if name is not None] + headings))
