"""One HTML file that needs nothing else: no script, no font, no address."""

from html import escape

from resonanz.core.analysis import Analysis
from resonanz.core.analysis.output.wording import HIGHER, HOW_TO_READ, LOWER, UNCLEAR, TableWording
from resonanz.core.analysis.rows import GapRow
from resonanz.core.analysis.survey_map import Contrast
from resonanz.core.kernel.messages import ENGLISH, Translations, message
from resonanz.core.kernel.messages import gettext_noop as _

_STYLE = """
:root { color-scheme: light dark; --paper: #fdfaf6; --ink: #27201b; --soft: #5d554e; --line: #dfdad2;
  --higher: #fbebce; --lower: #d1ecf3; }
@media (prefers-color-scheme: dark) { :root { --paper: #1b1714; --ink: #f1ebe4; --soft: #b9b0a6; --line: #453e37;
  --higher: #4d3510; --lower: #0f3d4b; } }
body { margin: 2rem auto; max-width: 68rem; padding: 0 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; overflow-wrap: anywhere; }
p, li, dd { max-width: 46rem; } dt { font-weight: 600; } dd { margin: 0 0 .5rem; } code { overflow-wrap: anywhere; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; min-width: 50rem;
  font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); }
.higher td:last-child { background: var(--higher); font-weight: 600; padding-left: .5rem; }
.lower td:last-child { background: var(--lower); font-weight: 600; padding-left: .5rem; }
.hidden td { color: var(--soft); } .note { color: var(--soft); }
@media print { body { margin: 0; max-width: none; } }
"""
_CLASSES = {HIGHER: "higher", LOWER: "lower", UNCLEAR: "unclear"}


def as_html(analysis: Analysis, translations: Translations = ENGLISH, language: str = "en") -> str:
    """The whole page; every text from file or map is escaped."""
    wording = TableWording(analysis.survey_map.minimum_n, translations)
    title = escape(wording.text(message(_("Gap table: %(file)s"), file=analysis.file)))
    contrasts = "".join(
        _section(wording, contrast, [row for row in analysis.rows if row.contrast == contrast.name])
        for contrast in analysis.survey_map.contrasts
    )
    left_out = escape(wording.text(_("What was read and what was left out")))
    lines = "".join(f"<li>{escape(wording.text(line))}</li>" for line in [*analysis.warnings, *analysis.report])
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f'<p class="note">{escape(wording.text(HOW_TO_READ))}</p>\n{contrasts}'
        f"<section>\n<h2>{left_out}</h2>\n<ul>{lines}</ul>\n</section>\n"
        "</main>\n</body>\n</html>"
    )


def _section(wording: TableWording, contrast: Contrast, rows: list[GapRow]) -> str:
    body = "".join(_line(wording, row) for row in rows)
    headings = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in wording.headings)
    texts = (_("Leaders"), _("Comparison group"), _("Table"))  # not within an f-string: older xgettext overlooks it
    leaders, comparison, table = (escape(wording.text(text)) for text in texts)
    caption = escape(wording.text(_("Favourable answers: band first, then point and number of answers")))
    return (
        f"<section>\n<h2>{escape(contrast.name)}</h2>\n<p>{escape(wording.finding(rows))}</p>\n"
        f"<dl><dt>{leaders}</dt><dd><code>{escape(contrast.leaders_text)}</code></dd>"
        f"<dt>{comparison}</dt><dd><code>{escape(contrast.comparison_text)}</code></dd></dl>\n"
        f'<div class="scroll" tabindex="0" role="region" aria-label="{table}">\n<table>\n'
        f"<caption>{caption}</caption>\n"
        f"<thead><tr>{headings}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n</div>\n"
        "</section>\n"
    )


def _line(wording: TableWording, row: GapRow) -> str:
    item, *cells = wording.cells(row)
    filled = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr class="{_CLASSES.get(row.verdict, "hidden")}"><th scope="row">{escape(item)}</th>{filled}</tr>\n'
