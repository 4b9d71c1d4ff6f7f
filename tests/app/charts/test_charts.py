"""Charts at the edges: what they must show, what they must never show, and what they do with hostile text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.utils.safestring import SafeString
from django.utils.translation import override

from resonanz.app.charts.distribution import Spread, draw_distribution, option_styles
from resonanz.app.charts.dumbbell import Dumbbell, DumbbellRow, draw_dumbbell
from resonanz.app.charts.heat import draw_heat
from resonanz.app.charts.trend import draw_trend, runs
from resonanz.app.charts.values import ChartSide, Gap, HeatRow, Hidden, Share, TrendLine, TrendWave, Word, gap, share
from resonanz.app.insight.verdicts import verdict
from tests.app.charts import gallery

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=y>&amp;"
CHARTS: list[Callable[[], SafeString]] = [
    lambda: draw_dumbbell(gallery.dumbbell_chart()),
    lambda: draw_heat(gallery.heat_chart()),
    lambda: draw_trend(gallery.trend_chart()),
    lambda: draw_distribution(gallery.distribution_chart()),
]


def parsed(markup: str) -> ET.Element:
    """The markup as a tree; our charts are well-formed XML, so a broken escape fails here."""
    return ET.fromstring(markup)


def text_of(markup: str) -> str:
    return " ".join(" ".join(parsed(markup).itertext()).split())


def one_row(row: DumbbellRow) -> str:
    return draw_dumbbell(Dumbbell("one", "Finding", "Basis", (row,)))


@pytest.mark.parametrize("draw", CHARTS)
@pytest.mark.parametrize("language", ["de-formal", "de", "en"])
def test_every_chart_is_a_named_figure_with_its_values(draw: Callable[[], SafeString], language: str) -> None:
    with override(language):
        figure = parsed(draw())
    title = figure.find("./figcaption/h2")
    assert figure.tag == "figure"
    assert title is not None
    assert figure.get("aria-labelledby") == title.get("id")
    assert figure.find(".//table") is not None
    assert not [each for each in figure.iter() if each.get("style")]


@pytest.mark.parametrize("draw", CHARTS)
def test_no_position_leaves_the_chart(draw: Callable[[], SafeString]) -> None:
    for x, width in re.findall(r'x="(-?[\d.]+)%" width="([\d.]+)%"', draw()):
        assert float(x) >= -0.01
        assert float(x) + float(width) <= 100.61


def test_an_id_is_used_once_on_a_page() -> None:
    found = re.findall(r' id="([^"]+)"', "".join(draw() for draw in CHARTS))
    assert len(found) == len(set(found)) > 0


@pytest.mark.parametrize(("point", "low", "high"), [(0.0, 0.0, 27.8), (100.0, 72.2, 100.0)])
def test_the_ends_of_the_axis(point: float, low: float, high: float) -> None:
    shown = one_row(DumbbellRow("Ends", "", share(point, low, high, 10), None, None))
    assert f'<svg x="{point:.2f}%"' in shown


def test_five_to_nine_answers_give_only_a_rounded_band() -> None:
    few = share(60.4, 23.1, 88.2, 5)
    assert few == Share(20.0, 90.0, 5, None)
    with override("en"):
        text = text_of(
            one_row(
                DumbbellRow("Few", "", few, share(66, 58, 73, 151), gap(6, -31, 40, verdict(Word.HIGHER), (5, 151)))
            )
        )
    assert "20 to 90" in text
    assert "5 to 9 answers" in text
    for told in ("60", "23", "88", "clearly", "+6"):
        assert not re.search(rf"(?<![\d.]){re.escape(told)}(?!\d)", text)


def test_ten_to_nineteen_answers_give_steps_of_five_and_no_number() -> None:
    coarse = share(46.2, 23.2, 70.0000000001, 13)
    assert coarse == Share(20.0, 70.0, 10, 45.0)
    assert gap(-17.5, -40.1, 12.4, verdict(Word.LOWER), (151, 13)) == Gap(-45, 15, -20, verdict(Word.LOWER), 10)
    row = DumbbellRow("Some", "", coarse, share(66, 58, 73, 151), gap(19.8, -7, 41, verdict(Word.HIGHER), (13, 151)))
    with override("de-formal"):
        text = text_of(one_row(row))
    assert "Beschäftigte: 45 %, Band 20 bis 70 Prozent, 10 bis 19 Antworten." in text
    assert "+20 Punkte \u221210 bis +45 Führungskräfte klar höher" in text
    assert not re.search(r"(?<![\d.])(13|46|23|7|41)(?!\d)", text)


def test_fewer_than_five_answers_are_not_shown() -> None:
    assert isinstance(share(50, 10, 90, 4), Hidden)
    assert isinstance(gap(10, -40, 60, verdict(Word.UNCLEAR), (100, 4)), Hidden)
    with override("de-formal"):
        text = text_of(one_row(DumbbellRow("None", "", share(44, 36, 53, 127), share(75, 30, 95, 4), share_hidden())))
    assert "Führungskräfte: nicht gezeigt, Grund 1" in text
    assert "75" not in text.replace("0 25 50 75 100", "")


def share_hidden() -> Hidden:
    value = gap(31, 0, 60, verdict(Word.HIGHER), (127, 4))
    assert isinstance(value, Hidden)
    return value


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Share(40, 60, 5, 50),
        lambda: Share(40, 60, 7, None),
        lambda: Share(45, 60, 5, None),
        lambda: Share(40, 60, 10, None),
        lambda: Share(40, 60, 12, 50),
        lambda: Share(40, 62, 10, 50),
        lambda: Share(40, 60, 10, 52),
        lambda: Share(40, 60, 4, None),
        lambda: Share(60, 40, 20, 50),
        lambda: Share(-1, 40, 20, 20),
        lambda: Gap(-5, 5, 0, None, 20),
        lambda: Gap(-5, 5, None, verdict(Word.UNCLEAR), 20),
        lambda: Gap(-10, 10, 0, verdict(Word.UNCLEAR), 5),
        lambda: Gap(-5, 5, 1, verdict(Word.UNCLEAR), 10),
        lambda: Gap(-4, 5, 0, verdict(Word.UNCLEAR), 10),
        lambda: Gap(-5, 5, 0, verdict(Word.UNCLEAR), 12),
        lambda: Gap(-5, 5, None, None, 4),
        lambda: Spread((9, 10), 3),
    ],
)
def test_values_that_may_not_be_shown_cannot_be_made(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()


def test_labels_are_escaped_everywhere() -> None:
    value = share(44, 36, 53, 127)
    row = DumbbellRow(HOSTILE, HOSTILE, value, Hidden(HOSTILE), Hidden(HOSTILE), url='/?a=1&b="x"')
    trend = replace(
        gallery.trend_chart(),
        finding=HOSTILE,
        waves=tuple(TrendWave(HOSTILE, HOSTILE, HOSTILE) for _ in range(6)),
    )
    heat = gallery.heat_chart()
    heat = replace(heat, rows=(*heat.rows, HeatRow(HOSTILE, HOSTILE, (Hidden(HOSTILE),) * 6)))
    spread = replace(gallery.distribution_chart(), options=(HOSTILE, "b", "c", "d", "e"), source=HOSTILE)
    for markup in (one_row(row), draw_trend(trend), draw_heat(heat), draw_distribution(spread)):
        tree = parsed(markup)
        assert not [each for each in tree.iter() if each.tag in {"script", "img"} or each.get("onerror")]
        assert HOSTILE in "".join(tree.itertext())


def test_equal_reasons_share_a_number() -> None:
    with override("de-formal"):
        text = text_of(draw_heat(gallery.heat_chart()))
    assert text.count("Weniger als 5 Antworten.") == 1
    assert "Grund 2:" in text
    assert "Grund 3" not in text


def test_heat_cells_are_tinted_only_when_clear() -> None:
    tree = parsed(draw_heat(gallery.heat_chart()))
    for cell in tree.iter("td"):
        clear = "clearly" in "".join(cell.itertext()) or "klar " in "".join(cell.itertext())
        assert (cell.get("class") in {"lead-up", "emp-up"}) == clear


def test_a_positive_gap_belongs_to_the_leaders() -> None:
    with override("en"):
        whole = next(parsed(draw_heat(gallery.heat_chart())).iter("td"))
    assert whole.get("class") == "lead-up"
    assert "+21" in "".join(whole.itertext())
    assert "clearly higher" in "".join(whole.itertext())


def test_on_a_phone_the_whole_is_open_and_the_rest_folded() -> None:
    areas = parsed(draw_heat(gallery.heat_chart())).findall(".//section")
    assert areas[0].get("class") == "area whole"
    assert areas[0].find("details") is None
    assert len(areas[0].findall("./ul/li")) == 6
    assert [len(area.findall("./ul/li")) for area in areas[1:]] == [4, 1, 0, 0, 0]
    assert [len(area.findall("./details/ul/li")) for area in areas[1:]] == [2, 5, 6, 6, 6]


def test_reversed_items_say_that_less_is_better() -> None:
    with override("de-formal"):
        assert text_of(draw_dumbbell(gallery.dumbbell_chart())).count("weniger ist besser") == 1
        assert "weniger ist besser" in text_of(draw_heat(gallery.heat_chart()))


def test_a_missing_wave_is_never_bridged() -> None:
    point = Share(40, 60, 100, 50)
    line = TrendLine(ChartSide.LEADERS, (point, point, Hidden("why"), point, None, Share(30, 80, 5, None), point))
    assert [[place for place, _ in run] for run in runs(line)] == [[0, 1], [3], [6]]


def test_a_single_wave_and_an_empty_line_can_be_drawn() -> None:
    one = replace(
        gallery.trend_chart(),
        waves=(TrendWave("Wave 1", "W 1", "Nov"),),
        lines=(TrendLine(ChartSide.EMPLOYEES, (Share(0, 4, 100, 1.0),)), TrendLine(ChartSide.LEADERS, (None,))),
    )
    assert parsed(draw_trend(one)).find(".//svg") is not None


@pytest.mark.parametrize(
    ("count", "favourable", "styles"),
    [
        (5, (4, 5), ("far", "near", "middle", "fav-light", "fav")),
        (5, (1, 2), ("fav", "fav-light", "middle", "near", "far")),
        (2, (2,), ("far", "fav")),
    ],
)
def test_grounds_of_the_options(count: int, favourable: tuple[int, ...], styles: tuple[str, ...]) -> None:
    assert option_styles(count, favourable) == styles
