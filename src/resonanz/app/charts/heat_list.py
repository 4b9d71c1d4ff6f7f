"""The heat table on a phone: one list an area, open with the whole and with what is clear, the rest folded."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from resonanz.app.charts import phrases
from resonanz.app.charts.heat_cell import Drawn, tint
from resonanz.app.charts.markup import el
from resonanz.app.charts.values import Gap, HeatColumn, HeatRow, Hidden, is_clear

Named = tuple[HeatColumn, Gap | Hidden]


def area_list(row: HeatRow, columns: tuple[HeatColumn, ...], drawn: Drawn) -> SafeString:
    """One area. The whole shows everything; another area shows what is clear and folds the rest."""
    cells = list(zip(columns, row.cells, strict=True))
    shown = [each for each in cells if row.whole or is_clear(each[1])]
    folded = [each for each in cells if each not in shown]
    return el(
        "section",
        el("h3", el("a", row.label, href=row.url) if row.url else row.label, " ", el("small", row.note)),
        _list(shown, drawn) if shown else None,
        el("details", el("summary", _summary(folded, len(shown))), _list(folded, drawn)) if folded else None,
        class_="area whole" if row.whole else "area",
    )


def _summary(cells: Sequence[Named], shown: int) -> str:
    hidden = sum(isinstance(cell, Hidden) for _, cell in cells)
    if hidden == len(cells):
        return gettext("Nothing more may be shown") if shown else gettext("Nothing may be shown")
    unclear = len(cells) - hidden
    text = ngettext("%(count)s item without a clear result", "%(count)s items without a clear result", unclear) % {
        "count": unclear
    }
    if not hidden:
        return text
    return text + ", " + ngettext("%(count)s not shown", "%(count)s not shown", hidden) % {"count": hidden}


def _list(cells: Sequence[Named], drawn: Drawn) -> SafeString:
    return el("ul", *(_item(named, drawn) for named in cells), class_="heat-list")


def _item(named: Named, drawn: Drawn) -> SafeString:
    column, cell = named
    title = el("span", column.short, phrases.less_is_better() if column.reversed else None, class_="lab")
    return el("li", title, *drawn(cell), class_=tint(cell))
