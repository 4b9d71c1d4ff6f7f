"""Reading a map from TOML, strictly: an unknown key is a mistake, not a wish."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import cast

from resonanz.core.analysis.codes import canonical
from resonanz.core.analysis.conditions import Condition, Negation
from resonanz.core.analysis.expression import ExpressionError, parse
from resonanz.core.analysis.map_table import Table
from resonanz.core.analysis.problems import AnalysisError, FilePlace, quoted
from resonanz.core.analysis.survey_map import (
    MINIMUM_N,
    MOST_CONTRASTS,
    Conflict,
    Contrast,
    FileFormat,
    Items,
    Layout,
    Rows,
    SurveyMap,
    Values,
)

DELIMITERS = {";": ";", ",": ",", "tab": "\t", "\t": "\t", "|": "|"}
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]
OTHERS = "others"


def read_map(path: Path) -> SurveyMap:
    """The map in a TOML file; ``AnalysisError`` names the table and key that is wrong."""
    table = Table(_toml(path), FilePlace(path.name), "the map")
    layout = table.table("rows").choice("layout", list(Layout))
    values = _values(table.table("values"), None)
    survey_map = SurveyMap(
        file_format=_file_format(table.table("file", required=False)),
        rows=_rows(table.table("rows"), Layout(layout)),
        items=_items(table.table("items"), Layout(layout)),
        values=values,
        exceptions=_exceptions(table.tables("exceptions"), values),
        contrasts=_contrasts(table),
        minimum_n=table.integer("minimum_n", MINIMUM_N, least=MINIMUM_N),
    )
    table.nothing_else()
    return survey_map


def _toml(path: Path) -> dict[str, object]:
    place = FilePlace(path.name)
    try:
        return cast("dict[str, object]", tomllib.loads(path.read_bytes().decode("utf-8-sig")))
    except FileNotFoundError:
        raise AnalysisError(place, "there is no such map file", "check the path after --map") from None
    except OSError as error:
        raise AnalysisError(place, f"cannot be read ({error.strerror})", "check the path after --map") from error
    except UnicodeDecodeError as error:
        raise AnalysisError(place, "is not UTF-8 text", "save the map as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        remedy = "mend the TOML; text stands in quotation marks, a pattern best in single ones"
        raise AnalysisError(place, f"is not valid TOML: {error}", remedy) from error


def _file_format(table: Table) -> FileFormat:
    delimiter = table.choice("delimiter", list(DELIMITERS), required=False)
    encoding = table.choice("encoding", ENCODINGS, required=False)
    table.nothing_else()
    return FileFormat(encoding or None, DELIMITERS[delimiter] if delimiter else None)


def _rows(table: Table, layout: Layout) -> Rows:
    table.choice("layout", list(Layout))
    status = table.table("status", required=False)
    column, keep = status.text("column", required=bool(status)), status.texts("keep", required=bool(status))
    status.nothing_else()
    rows = Rows(
        layout=layout,
        id=tuple(table.texts("id", required=False)),
        conflicting=Conflict(table.choice("conflicting", list(Conflict), required=False) or Conflict.LEAVE_OUT),
        status=column or None,
        keep=frozenset(canonical(text) for text in keep),
    )
    table.nothing_else()
    return rows


def _items(table: Table, layout: Layout) -> Items:
    long = layout is Layout.LONG
    items = Items(
        column=table.text("column") if long else None,
        value=table.text("value") if long else None,
        pattern=_pattern(table),
        pad=table.integer("pad", 0, least=0),
        spelled=_spelled(table.table("codes", required=False)),
    )
    if items.pattern is None and not items.spelled:
        table.fail("says nowhere what the items are", "give `pattern`, or `codes`, or both")
    table.nothing_else()
    return items


def _pattern(table: Table) -> re.Pattern[str] | None:
    source = table.text("pattern", required=False)
    if not source:
        return None
    try:
        pattern = re.compile(source)
    except re.error as error:
        table.fail(f"`pattern` is no regular expression: {error}", "mend it; single quotation marks keep backslashes")
    if pattern.groups < 1:
        table.fail("`pattern` has no group", r"put what is the code in parentheses, as in '^(\d+)\.'")
    return pattern


def _spelled(table: Table) -> dict[str, str]:
    spelled: dict[str, str] = {}
    for code in table.names():
        for text in table.texts(code):
            if spelled.setdefault(" ".join(text.split()), code) != code:
                table.fail(f'"{text}" stands for two item codes', "give each text or heading to one code")
    return spelled


def _values(table: Table, base: Values | None) -> Values:
    def codes(key: str, default: frozenset[str]) -> frozenset[str]:
        given = table.texts(key, required=False)
        return frozenset(canonical(text) for text in given) if given else default

    nothing: frozenset[str] = frozenset()
    values = Values(
        favourable=codes("favourable", base.favourable if base else nothing),
        other=codes("other", base.other if base else nothing),
        not_applicable=codes("not_applicable", base.not_applicable if base else nothing),
        missing=codes("missing", base.missing if base else nothing) | {""},
    )
    if not values.favourable or not values.other:
        table.fail("needs `favourable` and `other`", "list every substantive code: favourable ones and all other ones")
    _disjoint(table, values)
    table.nothing_else()
    return values


def _disjoint(table: Table, values: Values) -> None:
    seen: set[str] = set()
    for codes in (values.favourable, values.other, values.not_applicable, values.missing):
        if twice := sorted(seen & codes):
            table.fail(f"gives {quoted(twice)} two meanings", "put every code into one list only")
        seen |= codes


def _exceptions(tables: list[Table], base: Values) -> dict[str, Values]:
    found: dict[str, Values] = {}
    for table in tables:
        codes = table.texts("items")
        values = _values(table, base)
        for code in codes:
            if code in found:
                table.fail(f'lists item "{code}" a second time', "keep one exception for an item")
            found[code] = values
    return found


def _contrasts(table: Table) -> tuple[Contrast, ...]:
    contrasts = tuple(_contrast(entry) for entry in table.tables("contrasts"))
    names = [contrast.name for contrast in contrasts]
    if not 1 <= len(contrasts) <= MOST_CONTRASTS:
        table.fail(f"has {len(contrasts)} [[contrasts]]", f"give 1 to {MOST_CONTRASTS}; split the map for more")
    if len(set(names)) < len(names):
        table.fail("has two contrasts of one name", "name each contrast differently")
    return contrasts


def _contrast(table: Table) -> Contrast:
    name, leaders, comparison = table.text("name"), table.text("leaders"), table.text("comparison")
    first = _condition(table, "leaders", leaders)
    second = Negation(first) if comparison == OTHERS else _condition(table, "comparison", comparison)
    table.nothing_else()
    return Contrast(name, first, second, leaders, f"not ({leaders})" if comparison == OTHERS else comparison)


def _condition(table: Table, key: str, source: str) -> Condition:
    try:
        return parse(source)
    except ExpressionError as error:
        shown = f"`{key}`: {error.problem}\n    {source}\n    {' ' * error.offset}^"
        table.fail(shown, "mend the expression; it knows and, or, not, ( ), =, !=, <, <=, >, >=, in ( ), is empty")
