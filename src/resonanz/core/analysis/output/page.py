"""One HTML file that needs nothing else: no script, no font, no address."""

from __future__ import annotations

from html import escape

from resonanz.core.analysis import Analysis
from resonanz.core.analysis.output import wording
from resonanz.core.analysis.rows import GapRow
from resonanz.core.analysis.survey_map import Contrast

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
_HEADINGS = ("Item", "Leaders", "Comparison group", "Gap, points", "q", "After correction")
_CLASSES = {"clearly higher": "higher", "clearly lower": "lower", "unclear": "unclear"}


def as_html(analysis: Analysis) -> str:
    """The whole page; every text from file or map is escaped."""
    title = f"Gap table: {escape(analysis.file)}"
    contrasts = "".join(
        _section(contrast, [row for row in analysis.rows if row.contrast == contrast.name])
        for contrast in analysis.survey_map.contrasts
    )
    lines = "".join(f"<li>{escape(line)}</li>" for line in [*analysis.warnings, *analysis.report])
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f'<p class="note">{escape(wording.HOW_TO_READ)}</p>\n{contrasts}'
        f"<section>\n<h2>What was read and what was left out</h2>\n<ul>{lines}</ul>\n</section>\n"
        "</main>\n</body>\n</html>"
    )


def _section(contrast: Contrast, rows: list[GapRow]) -> str:
    body = "".join(_line(row) for row in rows)
    headings = "".join(f'<th scope="col">{heading}</th>' for heading in _HEADINGS)
    return (
        f"<section>\n<h2>{escape(contrast.name)}</h2>\n<p>{escape(wording.finding(rows))}</p>\n"
        f"<dl><dt>Leaders</dt><dd><code>{escape(contrast.leaders_text)}</code></dd>"
        f"<dt>Comparison group</dt><dd><code>{escape(contrast.comparison_text)}</code></dd></dl>\n"
        '<div class="scroll" tabindex="0" role="region" aria-label="Table">\n<table>\n'
        "<caption>Favourable answers: band first, then point and number of answers</caption>\n"
        f"<thead><tr>{headings}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n</div>\n"
        "</section>\n"
    )


def _line(row: GapRow) -> str:
    cells = (wording.leaders(row), wording.comparison(row), wording.gap(row), wording.q_value(row), wording.word(row))
    filled = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr class="{_CLASSES.get(row.verdict, "hidden")}"><th scope="row">{escape(row.item)}</th>{filled}</tr>\n'
