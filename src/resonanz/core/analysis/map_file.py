"""Reading a map from TOML; every complaint names table, key and remedy."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel, ValidationError

from resonanz.core.analysis.problems import AnalysisError, FilePlace, quoted
from resonanz.core.analysis.survey_map import SurveyMap

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_TEXT = ("needs a text for `{key}`", 'write it in quotation marks, as in column = "Question"')
_CHOICE = ('has `{key}` = "{value}"', "choose one of {expected}")
_TABLE = ("has `{key}`, which is no table", "write [{key}] and its keys below")
_COMPLAINTS = {
    "missing": ("lacks `{key}`", "add `{key}`; docs/en/analyse.md says what it means"),
    "string_type": _TEXT,
    "string_pattern_mismatch": _TEXT,
    "texts": ("needs texts or numbers for `{key}`", "write a list such as [3, 4] or ['Yes', 'Rather yes']"),
    "empty": ("has an empty `{key}`", "name at least one"),
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "whole": ("has `{key}` = {value}", "give a whole number of at least {least}"),
    "model_type": _TABLE,
    "dict_type": _TABLE,
    "list_type": ("has `{key}`, which is no list of tables", "write [[{key}]] with two brackets"),
}


def read_map(path: Path) -> SurveyMap:
    """The map in a TOML file; ``AnalysisError`` names the table and key that is wrong."""
    return survey_map_of(_toml(path), FilePlace(path.name))


def survey_map_of(content: dict[str, object], place: FilePlace) -> SurveyMap:
    """The map that the tables of a TOML file say."""
    try:
        return SurveyMap.model_validate(content)
    except ValidationError as error:
        problem, remedy = _complaint(error.errors(include_url=False)[0])
        raise AnalysisError(place, problem, remedy) from None


def _toml(path: Path) -> dict[str, object]:
    place = FilePlace(path.name)
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise AnalysisError(place, "there is no such map file", "check the path after --map") from None
    except OSError as error:
        raise AnalysisError(place, f"cannot be read ({error.strerror})", "check the path after --map") from error
    except UnicodeDecodeError as error:
        raise AnalysisError(place, "is not UTF-8 text", "save the map as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        remedy = "mend the TOML; text stands in quotation marks, a pattern best in single ones"
        raise AnalysisError(place, f"is not valid TOML: {error}", remedy) from error


def _complaint(error: ErrorDetails) -> tuple[str, str]:
    """What is wrong with which table, and what to do."""
    place, context = list(error["loc"]), error.get("ctx", {})
    if error["type"] == "map":
        return f"{context['table'] or _name(place)} {context['problem']}", str(context["remedy"])
    while len(place) > 1 and isinstance(place[-1], int):
        place.pop()  # an entry of a list: the key is the list's
    table, key = _name(place[:-1]), str(place[-1]) if place else ""
    if error["type"] == "extra_forbidden":
        return f'{table} has an unknown key "{key}"', _nearest(key, _known(place[:-1]))
    problem, remedy = _COMPLAINTS[error["type"]]
    expected = str(context.get("expected", "")).replace("'", '"')
    filling = {"key": key, "value": error["input"], "expected": expected, "least": context.get("least", 0)}
    return f"{table} {problem.format(**filling)}", remedy.format(**filling)


def _name(place: list[str | int]) -> str:
    """A table as the file writes it: [rows], [[contrasts]] number 1."""
    if not place:
        return "the map"
    if isinstance(place[-1], int):
        return f"[[{place[-2]}]] number {place[-1] + 1}"
    return f"[{place[-1]}]"


def _nearest(key: str, known: list[str]) -> str:
    near = difflib.get_close_matches(key, known, 1)
    return f'perhaps "{near[0]}" is meant' if near else f"known are {quoted(known, 12)}"


def _known(place: list[str | int]) -> list[str]:
    """The keys that a table may have."""
    model: type[BaseModel] = SurveyMap
    for part in place:
        fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
        if not isinstance(part, int):
            inner = [fields[part], *get_args(fields[part])]
            model = next(kind for kind in inner if isinstance(kind, type) and issubclass(kind, BaseModel))
    return sorted(field.alias or name for name, field in model.model_fields.items())
