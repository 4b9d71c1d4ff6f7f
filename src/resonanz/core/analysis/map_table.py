"""One table of a map with typed, named access: every complaint says which table and which key."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import NoReturn, cast

from resonanz.core.analysis.problems import AnalysisError, FilePlace, quoted


class Table:
    """A TOML table that remembers which keys were asked for, so that the rest can be called unknown."""

    def __init__(self, content: Mapping[str, object], place: FilePlace, name: str) -> None:
        self._content = content
        self._place = place
        self._name = name
        self._asked: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._content)

    def fail(self, problem: str, remedy: str) -> NoReturn:
        """Stop: this table is wrong."""
        raise AnalysisError(self._place, f"{self._name} {problem}", remedy)

    def names(self) -> list[str]:
        """The keys there are; each counts as asked for."""
        self._asked.update(self._content)
        return list(self._content)

    def nothing_else(self) -> None:
        """Stop at a key nobody asked for, with the nearest one there is."""
        for key in self._content:
            if key not in self._asked:
                near = difflib.get_close_matches(key, self._asked, 1)
                hint = f'perhaps "{near[0]}" is meant' if near else f"known are {quoted(sorted(self._asked), 12)}"
                self.fail(f'has an unknown key "{key}"', hint)

    def _get(self, key: str, *, required: bool) -> object:
        self._asked.add(key)
        if required and key not in self._content:
            self.fail(f"lacks `{key}`", f"add `{key}`; docs/en/analyse.md says what it means")
        return self._content.get(key)

    def table(self, key: str, *, required: bool = True) -> Table:
        """A table inside this one; an absent optional one is empty."""
        found = self._get(key, required=required)
        if found is not None and not isinstance(found, dict):
            self.fail(f"has `{key}`, which is no table", f"write [{key}] and its keys below")
        return Table(cast("dict[str, object]", found or {}), self._place, f"[{key}]")

    def tables(self, key: str) -> list[Table]:
        """The tables of an array ``[[key]]``; none if it is absent."""
        found = self._get(key, required=False)
        if found is None:
            return []
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            self.fail(f"has `{key}`, which is no list of tables", f"write [[{key}]] with two brackets")
        return [Table(entry, self._place, f"[[{key}]] number {i}") for i, entry in enumerate(found, 1)]

    def text(self, key: str, *, required: bool = True) -> str:
        """A text, "" if absent and optional."""
        found = self._get(key, required=required)
        if found is None:
            return ""
        if not isinstance(found, str) or not found.strip():
            self.fail(f"needs a text for `{key}`", 'write it in quotation marks, as in column = "Question"')
        return found

    def texts(self, key: str, *, required: bool = True) -> list[str]:
        """One text or number, or a list of them, as texts."""
        found = self._get(key, required=required)
        if found is None:
            return []
        entries = found if isinstance(found, list) else [found]
        if any(isinstance(entry, bool) or not isinstance(entry, str | int | float) for entry in entries):
            self.fail(f"needs texts or numbers for `{key}`", "write a list such as [3, 4] or ['Yes', 'Rather yes']")
        if required and not entries:
            self.fail(f"has an empty `{key}`", "name at least one")
        return [str(entry) for entry in entries]

    def choice(self, key: str, choices: Sequence[str], *, required: bool = True) -> str:
        """One of some words, "" if absent and optional."""
        found = self._get(key, required=required)
        if found is None:
            return ""
        if found not in choices:
            self.fail(f'has `{key}` = "{found}"', f"choose one of {quoted([str(choice) for choice in choices])}")
        return str(found)

    def integer(self, key: str, default: int, *, least: int) -> int:
        """A whole number of at least ``least``."""
        found = self._get(key, required=False)
        if found is None:
            return default
        if isinstance(found, bool) or not isinstance(found, int) or found < least:
            self.fail(f"has `{key}` = {found}", f"give a whole number of at least {least}")
        return found
