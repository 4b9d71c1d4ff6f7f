"""Reading a map from TOML; every complaint names table, key and remedy."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel, ValidationError

from resonanz.core.analysis.problems import AnalysisError, FilePlace, quoted
from resonanz.core.analysis.survey_map import SurveyMap
from resonanz.core.kernel.messages import Message, Value, message
from resonanz.core.kernel.messages import gettext_noop as _

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_TEXT = (_("needs a text for `%(key)s`"), _('write it in quotation marks, as in column = "Question"'))
_CHOICE = (_('has `%(key)s` = "%(value)s"'), _("choose one of %(expected)s"))
_TABLE = (_("has `%(key)s`, which is no table"), _("write [%(key)s] and its keys below"))
_COMPLAINTS = {
    "missing": (_("lacks `%(key)s`"), _("add `%(key)s`; docs/en/analyse.md says what it means")),
    "string_type": _TEXT,
    "string_pattern_mismatch": _TEXT,
    "texts": (_("needs texts or numbers for `%(key)s`"), _("write a list such as [3, 4] or ['Yes', 'Rather yes']")),
    "empty": (_("has an empty `%(key)s`"), _("name at least one")),
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "whole": (_("has `%(key)s` = %(value)s"), _("give a whole number of at least %(least)s")),
    "model_type": _TABLE,
    "dict_type": _TABLE,
    "list_type": (_("has `%(key)s`, which is no list of tables"), _("write [[%(key)s]] with two brackets")),
}


def read_map(path: Path) -> SurveyMap:
    """The map in a TOML file; ``AnalysisError`` names the table and key that is wrong. ``OSError`` as ``open``."""
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
    except UnicodeDecodeError as error:
        raise AnalysisError(place, Message(_("is not UTF-8 text")), Message(_("save the map as UTF-8"))) from error
    except tomllib.TOMLDecodeError as error:
        problem = message(_("is not valid TOML: %(error)s"), error=str(error))
        remedy = Message(_("mend the TOML; text stands in quotation marks, a pattern best in single ones"))
        raise AnalysisError(place, problem, remedy) from error


def _complaint(error: ErrorDetails) -> tuple[Message, Message]:
    place, context = list(error["loc"]), error.get("ctx", {})
    if error["type"] == "map":
        table = Message(context["table"]) if context["table"] else _name(place)
        return message("%(table)s %(problem)s", table=table, problem=context["problem"]), context["remedy"]
    while len(place) > 1 and isinstance(place[-1], int):
        place.pop()  # an entry of a list: the key is the list's
    table, key = _name(place[:-1]), str(place[-1]) if place else ""
    if error["type"] == "extra_forbidden":
        unknown = message(_('%(table)s has an unknown key "%(key)s"'), table=table, key=key)
        return unknown, _nearest(key, _known(place[:-1]))
    problem, remedy = _COMPLAINTS[error["type"]]
    expected = str(context.get("expected", "")).replace("'", '"')
    value, least = str(error["input"]), int(context.get("least", 0))
    filling: dict[str, Value] = {"key": key, "value": value, "expected": expected, "least": least}
    return message("%(table)s %(problem)s", table=table, problem=Message(problem, filling)), Message(remedy, filling)


def _name(place: list[str | int]) -> Message:
    # A table as the file writes it: [rows], [[contrasts]] number 1.
    if not place:
        return Message(_("the map"))
    if isinstance(place[-1], int):
        return message(_("[[%(table)s]] number %(number)s"), table=str(place[-2]), number=place[-1] + 1)
    return Message(f"[{place[-1]}]")


def _nearest(key: str, known: list[str]) -> Message:
    near = difflib.get_close_matches(key, known, 1)
    if near:
        return message(_('perhaps "%(near)s" is meant'), near=near[0])
    return message(_("known are %(keys)s"), keys=quoted(known, 12))


def _known(place: list[str | int]) -> list[str]:
    model: type[BaseModel] = SurveyMap
    for part in place:
        fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
        if not isinstance(part, int):
            inner = [fields[part], *get_args(fields[part])]
            model = next(kind for kind in inner if isinstance(kind, type) and issubclass(kind, BaseModel))
    return sorted(field.alias or name for name, field in model.model_fields.items())
