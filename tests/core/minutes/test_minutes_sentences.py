"""Every refusal and notice of the engine and its command has a German and an English sentence, and none idles."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from resonanz.core.minutes import notices
from resonanz.core.minutes.model import MinutesNotice
from resonanz.core.minutes.notices import NOTICES, REFUSALS, explain, say
from resonanz.core.minutes.reading import TranscriptError

ROOT = Path(notices.__file__).resolve().parents[2]
SOURCES = [*sorted((ROOT / "core" / "minutes").rglob("*.py")), ROOT / "cli" / "minutes.py"]
CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")
SAYING = {"say": set[str](), "count": {"count", "lines"}, "MinutesNotice": set[str]()}

Found = tuple[str, str, frozenset[str]]  # "refusal" or "notice", code, names of what fills its sentence


def codes_in(source: str) -> Iterator[Found]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args:
            yield from _call(node)
        elif isinstance(node, ast.Constant) and str(node.value).startswith("file-"):
            yield "refusal", str(node.value), frozenset({"reason"})  # the command's own: what the system says


def _call(node: ast.Call) -> Iterator[Found]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
    given = {keyword.arg for keyword in node.keywords if keyword.arg} - {"line", "params"}
    for code in _constants(node.args[0]):
        if name == "TranscriptError":
            yield "refusal", code, frozenset(given)
        elif name in SAYING:
            pairs = {text for part in [*node.args[1:], *node.keywords] for text in _pairs(part)}
            yield "notice", code, frozenset(given | SAYING[name] | pairs)


def _constants(node: ast.expr) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and CODE.fullmatch(part.value):
            yield part.value


def _pairs(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Tuple) and part.elts and isinstance(part.elts[0], ast.Constant):
            yield str(part.elts[0].value)


FOUND = sorted({found for path in SOURCES for found in codes_in(path.read_text(encoding="utf-8"))}, key=str)


def lacking(found: list[Found], refusals: dict[str, tuple[str, str]], said: dict[str, tuple[str, str]]) -> list[str]:
    """Codes without a sentence, and sentences with a gap that nothing fills."""
    faults = []
    for kind, code, names in found:
        sentences = (refusals if kind == "refusal" else said).get(code)
        if sentences is None or not all(sentences) or len(sentences) != 2:
            faults.append(f"{kind} {code}: no sentences")
            continue
        faults += [f"{kind} {code}: {{{gap}}}" for text in sentences for gap in gaps(text) - names]
    return faults


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_code_has_its_sentences() -> None:
    assert {"empty-file", "docx-too-large", "broken-line", "times-overlap", "no-date"} <= {code for _, code, _ in FOUND}
    assert lacking(FOUND, REFUSALS, NOTICES) == []


def test_a_missing_sentence_would_be_noticed() -> None:
    """The control: without any one sentence, or with a gap that nobody fills, the test above fails."""
    for kind, code, _ in FOUND:
        refusals, said = dict(REFUSALS), dict(NOTICES)
        del (refusals if kind == "refusal" else said)[code]
        assert lacking(FOUND, refusals, said)
    assert lacking(FOUND, REFUSALS | {"empty-file": ("{what}", "")}, NOTICES)


def test_no_sentence_is_left_over() -> None:
    assert set(REFUSALS) == {code for kind, code, _ in FOUND if kind == "refusal"}
    assert set(NOTICES) == {code for kind, code, _ in FOUND if kind == "notice"}


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_notice_is_in_the_docs(language: str) -> None:
    page = (ROOT.parents[1] / "docs" / language / "minutes.md").read_text(encoding="utf-8")
    assert [code for code in NOTICES if f"`{code}`" not in page] == []


@pytest.mark.parametrize("table", [REFUSALS, NOTICES])
def test_both_languages_fill_in_the_same(table: dict[str, tuple[str, str]]) -> None:
    assert [code for code, (german, english) in table.items() if gaps(german) != gaps(english)] == []
    assert [code for code, texts in table.items() if not all(text.endswith((".", "?")) for text in texts)] == []


def test_the_line_is_named_once() -> None:
    assert say(MinutesNotice("broken-line", 7), "de") == "Zeile 7: Nicht lesbar und übergangen."
    assert say(MinutesNotice("no-end", 7, (("count", 2), ("lines", "7, 9"))), "en").startswith("2 times")
    assert explain(TranscriptError("not-a-transcript", 1, found="HTML"), "en").startswith("Line 1: This is no")
    assert explain(TranscriptError("too-large", megabytes=20), "de").startswith("Die Datei ist größer als 20 MB")
