"""Charts in the states in which they are easiest to get wrong, and pages of them. For tests; not shipped."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from resonanz.app.charts import distribution, dumbbell, heat, trend, values
from resonanz.app.charts.values import ChartSide, Gap, Hidden, Share, Word, gap, share, too_few
from resonanz.app.insight.verdicts import verdict

SOURCE = "Band: Wilson, 95 %. Eigene Fragen, nicht validiert."
MERGED = "Zu wenige Antworten für einen eigenen Wert."


def dumbbell_chart() -> dumbbell.Dumbbell:
    """Rows with every kind of value: clear, unclear, ends of the axis, five answers, not shown, reversed, one side."""
    row = dumbbell.DumbbellRow
    rows = (
        row(
            "Vertrauen in die Leitung",
            "Ich vertraue darauf, dass die Leitung bei Entscheidungen auch an uns denkt.",
            share(41, 38.4, 43.6, 1462),
            share(66, 58.1, 73.1, 151),
            gap(25, 16.5, 32.9, verdict(Word.HIGHER), (1462, 151)),
            url="#",
        ),
        row(
            "Erschöpfung",
            "Wie oft waren Sie in den letzten zwei Wochen nach der Arbeit zu erschöpft für anderes?",
            share(37, 29, 46, 127),
            share(44, 27, 63, 25),
            gap(7, -13, 27, verdict(Word.UNCLEAR), (127, 25)),
            reversed=True,
        ),
        row(
            "Kontakt und KI",
            "Je mehr KI in meine Arbeit kommt, desto wichtiger wird mir der persönliche Kontakt zu Menschen.",
            share(82, 74, 88, 128),
            share(65, 58, 72, 150),
            gap(-17, -27, -7, verdict(Word.LOWER), (128, 150)),
        ),
        row("Alle stimmen zu", "Randwerte", share(100, 72, 100, 10), share(0, 0, 28, 10), None),
        row(
            "Fünf Führungskräfte",
            "Nur ein gerundetes Band.",
            share(51, 42, 60, 104),
            share(60, 23.1, 88.2, 5),
            gap(9, -31, 40, verdict(Word.UNCLEAR), (104, 5)),
        ),
        row(
            "Nicht gezeigt",
            "Ein Grund statt eines Wertes.",
            share(48, 40, 56, 140),
            Hidden(too_few()),
            Hidden(too_few()),
        ),
        row("Ohne Führungskräfte", "Nur Beschäftigte.", share(52, 43, 60, 127), None, None),
    )
    return dumbbell.Dumbbell(
        "gallery-dumbbell",
        "Am weitesten auseinander: Vertrauen in die Leitung, 41 gegen 66 von 100",
        "Anteil der Antworten „stimme eher zu“ und „stimme voll zu“ in Prozent.",
        rows,
        SOURCE,
    )


def heat_chart() -> heat.Heat:
    """Seven areas, six items: clear either way, unclear, few, not shown for two reasons."""
    shorts = ("Zeit füreinander", "Gesehen werden", "Offen sprechen", "Vertrauen in die Leitung")
    columns = (*map(values.HeatColumn, shorts), values.HeatColumn("Erschöpfung, oft oder immer", reversed=True))
    columns = (*columns, values.HeatColumn("Kontakt und KI"))
    up, flat, down = (
        Gap(13, 28, 21, verdict(Word.HIGHER), 151),
        Gap(-8, 15, 4, verdict(Word.UNCLEAR), 151),
        Gap(-22, -6, -14, verdict(Word.LOWER), 151),
    )
    wide, few = Gap(-30, 55, 10, verdict(Word.UNCLEAR), 10), gap(9, -31, 40, verdict(Word.UNCLEAR), (104, 5))
    none, other = Hidden(too_few()), Hidden(MERGED)
    rows = (
        values.HeatRow("Gesamt", "1.462 und 151", (up, up, flat, up, flat, down), whole=True),
        values.HeatRow("Produktion", "604 und 52", (up, up, flat, up, flat, down), url="#"),
        values.HeatRow("Logistik", "287 und 34", (flat, flat, wide, up, flat, flat), url="#"),
        values.HeatRow("Kundenservice", "128 und 14", (wide, flat, flat, wide, wide, flat), url="#"),
        values.HeatRow("Verwaltung", "61 und 5 bis 9", (few, few, few, few, other, few)),
        values.HeatRow(
            "Personal und Recht, zusammen mit Einkauf", "9 Beschäftigte", (none, none, none, none, other, none)
        ),
    )
    return heat.Heat(
        "gallery-heat",
        "Produktion weicht bei vier von sechs Fragen klar ab, der Rest ist unklar",
        "Anteil der Führungskräfte minus Anteil der Beschäftigten, in Prozentpunkten, mit Band.",
        columns,
        rows,
        SOURCE,
    )


def trend_chart() -> values.Trend:
    """Six waves; one not asked, one not shown, one with few answers."""
    months = ("Nov.", "Jan.", "März", "Mai", "Juli", "Sept.")
    waves = tuple(values.TrendWave(f"Runde {n}, {m}", f"R\u00a0{n}", m) for n, m in enumerate(months, start=1))
    employees = tuple(Share(v - 3, v + 3, 1300, v) for v in (46.0, 48, 48, 51, 51, 51))
    leaders = (Share(63, 78, 134, 71), Share(63, 78, 137, 72), Hidden(MERGED), Share(40, 90, 5, None), None)
    return values.Trend(
        "gallery-trend",
        "Zeit füreinander: Beschäftigte seit Runde 4 unverändert",
        "Zustimmung in Prozent, mit Band.",
        waves,
        (
            values.TrendLine(ChartSide.EMPLOYEES, employees),
            values.TrendLine(ChartSide.LEADERS, (*leaders, Share(64, 79, 140, 72))),
        ),
        SOURCE,
    )


def distribution_chart() -> distribution.Distribution:
    """Two groups, one not shown."""
    options = ("stimme gar nicht zu", "stimme eher nicht zu", "teils, teils", "stimme eher zu", "stimme voll zu")
    row, spread = distribution.DistributionRow, distribution.Spread
    return distribution.Distribution(
        "gallery-distribution",
        "Die meisten Beschäftigten sagen „teils, teils“",
        "Verteilung der Antworten in Prozent.",
        options,
        (4, 5),
        (
            row("Beschäftigte", ChartSide.EMPLOYEES, spread((12, 25, 41, 30, 19), 7)),
            row("Führungskräfte", ChartSide.LEADERS, spread((0, 2, 5, 21, 12), 0)),
            row("Führungskräfte Nord", ChartSide.LEADERS, Hidden(too_few())),
        ),
        SOURCE,
    )


PAGE = """{% extends "shell/page.html" %}{% load static %}
{% block head %}<link rel="stylesheet" href="{% static "charts/charts.css" %}">
<link rel="stylesheet" href="{% static "insight/insight.css" %}">{% endblock %}
{% block title %}Galerie{% endblock %}
{% block heading %}Am weitesten auseinander:
<span class="n-emp">41</span> gegen <span class="n-lead">66</span>{% endblock %}
{% block basis %}<p class="basis">1.462 von 2.104 Beschäftigten haben geantwortet.</p>
<div class="ways"><nav aria-label="Ort"><ol class="crumbs"><li><a href="#">Beispielwerke</a></li>
<li><span aria-current="page">Produktion und Instandhaltung Nord</span></li></ol></nav>
<nav aria-labelledby="w"><span class="quiet" id="w">Runde</span><ul class="wave-links">
<li><a href="#">5</a></li><li><a href="#" aria-current="page">6</a></li></ul></nav></div>{% endblock %}
{% block content %}
<dl class="terms"><dt>Beschäftigte</dt><dd>Alle im Personenkreis, die keine Einheit leiten.</dd></dl>
{% for chart in charts %}<section class="block">{{ chart }}</section>{% endfor %}{% endblock %}"""


def charts_page(request: HttpRequest) -> HttpResponse:
    """All charts on one page of the shell."""
    charts = [
        dumbbell.draw_dumbbell(dumbbell_chart()),
        heat.draw_heat(heat_chart()),
        trend.draw_trend(trend_chart()),
        distribution.draw_distribution(distribution_chart()),
    ]
    return HttpResponse(engines["django"].from_string(PAGE).render({"charts": charts}, request))


def error_page(request: HttpRequest, name: str) -> HttpResponse:
    """One of the pages that say what went wrong."""
    return HttpResponse(engines["django"].get_template(name).render({}, request))


ERROR_PAGES = ("400.html", "403.html", "404.html", "500.html", "shell/form_expired.html")
urlpatterns = [
    path("gallery/", charts_page),
    path("error/<path:name>", error_page),
    path("", include("resonanz.app.urls")),
]
