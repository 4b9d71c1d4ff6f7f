"""Every code has a sentence that says what to do, in three languages, and a status; nothing else is ever raised."""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import resonanz
from resonanz.core.kernel.catalogues import translations
from resonanz.core.kernel.errors import ErrorCode, MessageCode

PACKAGE = Path(resonanz.__file__).resolve().parent
GAP = re.compile(r"%\((\w+)\)s")
GERMAN = ("de-formal", "de")
IMPERATIVES = (
    "Accept", "Add", "Ask", "Cancel", "Check", "Choose", "Close", "Compare", "Confirm", "Continue", "Correct",
    "Describe", "Draw", "End", "Export", "Fetch", "Free", "Give", "Import", "Inform", "Leave", "Look", "Make",
    "Mend", "Name", "Open", "Plan", "Put", "Read", "Release", "Reload", "Remove", "Report", "Restart", "Restore",
    "Run", "Save", "Say", "See", "Send", "Set", "Shorten", "Start", "Take", "Tick", "Try", "Wait", "Write",
)  # fmt: skip
SAYS_WHAT_TO_DO = re.compile(rf"(?:^|[.:;] |, |, then |, or |or )(?:{'|'.join(IMPERATIVES)})\b", re.IGNORECASE)
NOTHING_TO_DO = {
    "analysis-input": "its remedy says what to do",
    "analysis-check": "its remedy says what to do",
    "analysis-table": "the table's own sentence says what to do",
    "setting-wrong": "its reason says what to write",
    "ballotbox-refused": "its reason says what to do",
    "opening-needs-confirmation": "the form below asks for both confirmations",
    "wave-closes-later": "there is nothing to do but wait, or to cancel, which it names",
    "meeting-gone": "there is nothing left to change",
    "meeting-move-illegal": "the page below shows what is possible now",
    "line-gone": "there is nothing left to change",
    "review-over": "says what is still possible",
}


def code_modules() -> list[str]:
    """Modules that declare codes."""
    paths = [
        path for path in PACKAGE.rglob("*.py") if re.search(r"\((?:Error|Message)Code\):", path.read_text("utf-8"))
    ]
    return sorted(".".join(("resonanz", *path.relative_to(PACKAGE).with_suffix("").parts)) for path in paths)


ENUMS: list[type[MessageCode]] = [
    kind
    for name in code_modules()
    for kind in vars(importlib.import_module(name)).values()
    if isinstance(kind, type) and issubclass(kind, MessageCode) and kind.__module__ == name and len(kind)
]
CODES = [code for kind in ENUMS for code in kind]


def spoken(code: MessageCode, language: str) -> str:
    """The sentence in a language, from the catalogue of the room that declares it."""
    here = Path(str(sys.modules[type(code).__module__].__file__)).parent
    folder = next(each / "locale" for each in (here, *here.parents) if (each / "locale").is_dir())
    return translations(language, folder).gettext(code.sentence)


def test_codes_are_found_in_every_part_of_the_program() -> None:
    parts = {kind.__module__.split(".")[1] for kind in ENUMS}
    assert {"app", "ballotbox", "cli", "simulation", "core"} <= parts
    assert len(CODES) > 150


@pytest.mark.parametrize("kind", ENUMS, ids=lambda kind: kind.__name__)
def test_every_code_has_a_sentence_a_status_and_a_translation(kind: type[MessageCode]) -> None:
    for code in kind:
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code.value), code
        assert re.match(r"“?([A-Z]|%\(|leads_unit_id)", code.sentence), code
        assert not isinstance(code, ErrorCode) or 400 <= code.status < 600, code
        for language in GERMAN:
            german = spoken(code, language)
            assert german != code.sentence or not re.search("[a-z]", GAP.sub("", german)), f"{code}: not in {language}"
            assert Counter(GAP.findall(german)) == Counter(GAP.findall(code.sentence)), code


def test_no_two_codes_have_one_sentence() -> None:
    for said in (
        [code.sentence for code in CODES],
        *([spoken(code, language) for code in CODES] for language in GERMAN),
    ):
        assert [text for text, times in Counter(said).items() if times > 1] == []


def test_every_refusal_says_what_to_do() -> None:
    silent = {code.value for code in CODES if isinstance(code, ErrorCode) and not SAYS_WHAT_TO_DO.search(code.sentence)}
    assert silent - set(NOTHING_TO_DO) == set()
    assert set(NOTHING_TO_DO) - silent == set(), "an exception that is none any more"


def test_a_sentence_that_only_complains_would_be_noticed() -> None:
    for text in ("The file is broken.", "The file is broken. Nothing was stored.", "Runs are over."):
        assert not SAYS_WHAT_TO_DO.search(text)


class _Uses(ast.NodeVisitor):
    """Calls that raise a code, with what fills its sentence."""

    def __init__(self) -> None:
        self.raised: list[tuple[str, set[str], int]] = []

    def visit_Call(self, node: ast.Call) -> None:
        if ast.unparse(node.func).endswith("Error") and node.args and isinstance(node.args[0], ast.Attribute):
            given = {keyword.arg or "*" for keyword in node.keywords}
            self.raised.append((ast.unparse(node.args[0]), given, node.lineno))
        self.generic_visit(node)


def uses() -> Iterator[tuple[Path, _Uses]]:
    """What each module raises."""
    for path in sorted(PACKAGE.rglob("*.py")):
        found = _Uses()
        found.visit(ast.parse(path.read_text(encoding="utf-8")))
        yield path, found


KNOWN = {f"{kind.__name__}.{code.name}": code for kind in ENUMS for code in kind}


def test_every_refusal_fills_its_sentence() -> None:
    raised = [(path, *one) for path, found in uses() for one in found.raised if one[0] in KNOWN]
    assert len(raised) > 100
    for path, name, given, line in raised:
        lacking = set(GAP.findall(KNOWN[name].sentence)) - given - {"place"}
        assert not lacking or "*" in given, f"{path}:{line} does not say {lacking}"


WORDS_ON_THE_WIRE = {
    "ballot-malformed": 400, "token-invalid": 403, "signature-invalid": 403, "wave-unknown": 404, "wave-not-open": 409,
    "ballot-size": 413, "storage-full": 503, "storage-busy": 503, "port-unsigned": 401, "port-key-missing": 401,
    "wave-differs": 409, "wave-still-open": 409, "wave-not-closed": 409, "wave-mismatch": 422, "cell-key-invalid": 422,
    "receipt-key-foreign": 422, "questionnaire-mismatch": 422, "closing-time-past": 422, "limit-too-low": 422,
    "cell-too-small": 422, "audit-failed": 422, "manifest-malformed": 422, "questionnaire-malformed": 422,
    "draw-malformed": 400, "ticket-unknown": 404, "cell-mismatch": 400, "already-drawn": 409, "draw-failed": 500,
    "method-not-allowed": 405,
}  # fmt: skip


def test_what_travels_between_programs_stays_as_it_is() -> None:
    """Browsers and programs of another age read these words and statuses."""
    errors = [code for code in CODES if isinstance(code, ErrorCode)]
    statuses = {code.value: code.status for code in errors}
    assert {word: statuses.get(word) for word in WORDS_ON_THE_WIRE} == WORDS_ON_THE_WIRE
    roots = {
        type(code).__name__: code.status for code in CODES if isinstance(code, ErrorCode) and code == "root-mismatch"
    }
    assert roots == {"WireCode": 409, "RegistrarCode": 400}
