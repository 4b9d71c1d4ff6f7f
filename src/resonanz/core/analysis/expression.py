"""The small language for groups: ``Director = 1 or not (Site in (Kiel, 'Bad Oldesloe'))``. Never evaluated as Python.

    either  := both ("or" both)*
    both    := unit ("and" unit)*
    unit    := "not" unit | "(" either ")" | test
    test    := column (mark value | ["not"] "in" "(" value ("," value)* ")" | "is" ["not"] "empty")
    mark    := "=" | "!=" | "<" | "<=" | ">" | ">="
    column  := word | "[" anything "]"          value := word | 'text' | "text"

Words of the language are read in any case; ``and`` binds more tightly than ``or``.
"""

import re
from dataclasses import dataclass

from resonanz.core.analysis.codes import as_number, canonical
from resonanz.core.analysis.conditions import All, Any, Condition, Empty, Equal, Negation, Order
from resonanz.core.kernel.messages import Message, message
from resonanz.core.kernel.messages import gettext_noop as _

MOST_CHARACTERS = 4_000
DEEPEST_NESTING = 50
_TOKEN = re.compile(
    r"""\s*(?:(?P<mark><=|>=|!=|<>|==|[=<>(),])|\[(?P<column>(?:[^\]]|\]\])+)\]
    |'(?P<single>[^']*)'|"(?P<double>[^"]*)"|(?P<word>[^\s=<>!(),'"\[\]]+)|(?P<end>$))""",
    re.VERBOSE,
)
_KEYWORDS = {"and", "or", "not", "in", "is", "empty"}
_SAME_MARK = {"==": "=", "<>": "!="}


class ExpressionError(ValueError):
    """What is wrong and where in the expression (offset from 0)."""

    def __init__(self, problem: Message, offset: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.offset = offset


@dataclass(frozen=True, slots=True)
class ExpressionToken:
    """``kind`` is mark, column, text, word, keyword or end."""

    kind: str
    text: str
    offset: int


def tokens(source: str) -> list[ExpressionToken]:
    """The words and marks of an expression, closed by an ``end`` token."""
    found: list[ExpressionToken] = []
    position = 0
    while not found or found[-1].kind != "end":
        match = _TOKEN.match(source, position)
        if match is None:
            start = position + len(source[position:]) - len(source[position:].lstrip())
            raise ExpressionError(message(_("cannot read %(mark)s here"), mark=repr(source[start])), start)
        found.append(_token(match))
        position = match.end()
    return found


def _token(match: re.Match[str]) -> ExpressionToken:
    kind = str(match.lastgroup)
    text, offset = match.group(kind), match.start(kind)
    if kind == "column":
        return ExpressionToken("column", text.replace("]]", "]").strip(), offset)
    if kind in {"single", "double"}:
        return ExpressionToken("text", text, offset)
    if kind == "word" and text.casefold() in _KEYWORDS:
        return ExpressionToken("keyword", text.casefold(), offset)
    return ExpressionToken(kind, _SAME_MARK.get(text, text), offset)


class _Parser:
    def __init__(self, source: str) -> None:
        self.tokens = tokens(source)
        self.at = 0
        self.depth = 0

    @property
    def next(self) -> ExpressionToken:
        return self.tokens[self.at]

    def accept(self, kind: str, text: str | None = None) -> ExpressionToken | None:
        token = self.next
        if token.kind != kind or (text is not None and token.text != text):
            return None
        self.at += 1
        return token

    def need(self, kind: str, text: str, wanted: str) -> ExpressionToken:
        return self.accept(kind, text) or self.fail(wanted)

    def fail(self, wanted: str) -> ExpressionToken:
        seen = Message(_("the end")) if self.next.kind == "end" else Message(f'"{self.next.text}"')
        problem = message(_("expected %(wanted)s, found %(seen)s"), wanted=Message(wanted), seen=seen)
        raise ExpressionError(problem, self.next.offset)

    def either(self) -> Condition:
        parts = [self.both()]
        while self.accept("keyword", "or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def both(self) -> Condition:
        parts = [self.unit()]
        while self.accept("keyword", "and"):
            parts.append(self.unit())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def unit(self) -> Condition:
        self.depth += 1
        if self.depth > DEEPEST_NESTING:
            raise ExpressionError(message(_("nested more than %(most)s deep"), most=DEEPEST_NESTING), self.next.offset)
        found = self.unit_inside()
        self.depth -= 1
        return found

    def unit_inside(self) -> Condition:
        if self.accept("keyword", "not"):
            return Negation(self.unit())
        if self.accept("mark", "("):
            inner = self.either()
            self.need("mark", ")", '")"')
            return inner
        return self.test()

    def test(self) -> Condition:
        token = (
            self.accept("column") or self.accept("word") or self.fail(_("a column name (in [ ] if it holds blanks)"))
        )
        if self.accept("keyword", "is"):
            negated = self.accept("keyword", "not")
            self.need("keyword", "empty", '"empty"')
            return Negation(Empty(token.text)) if negated else Empty(token.text)
        if self.accept("keyword", "not"):
            self.need("keyword", "in", '"in"')
            return Negation(self.list_of(token.text))
        if self.accept("keyword", "in"):
            return self.list_of(token.text)
        mark = self.accept("mark")
        if mark is None or mark.text in "(),":
            self.at -= mark is not None
            mark = self.fail(_("=, !=, <, <=, >, >=, in or is after the column"))
        return self.compared(token.text, mark.text)

    def list_of(self, column: str) -> Condition:
        self.need("mark", "(", '"("')
        values = [canonical(self.value().text)]
        while self.accept("mark", ","):
            values.append(canonical(self.value().text))
        self.need("mark", ")", _('"," or ")"'))
        return Equal(column, frozenset(values))

    def compared(self, column: str, mark: str) -> Condition:
        value = self.value()
        if mark == "=":
            return Equal(column, frozenset([canonical(value.text)]))
        if mark == "!=":
            return Negation(Equal(column, frozenset([canonical(value.text)])))
        number = as_number(value.text)
        if number is None:
            problem = message(_('"%(mark)s" compares numbers, "%(value)s" is none'), mark=mark, value=value.text)
            raise ExpressionError(problem, value.offset)
        return Order(column, mark, number)

    def value(self) -> ExpressionToken:
        return (
            self.accept("text")
            or self.accept("word")
            or self.fail(_("a value (in quotation marks if it holds blanks)"))
        )


def parse(source: str) -> Condition:
    """The condition an expression states; ``ExpressionError`` with the place of the mistake."""
    if len(source) > MOST_CHARACTERS:
        raise ExpressionError(message(_("longer than %(most)s characters"), most=MOST_CHARACTERS), MOST_CHARACTERS)
    parser = _Parser(source)
    condition = parser.either()
    if parser.next.kind != "end":
        parser.fail(_('"and", "or" or the end'))
    return condition
