"""A questionnaire as long as a real one, in three languages, for looking at pages and for telling answers apart."""

from __future__ import annotations

from resonanz.core.wire import Item, ItemFlag, Questionnaire, Wording

AGREE = ("stimme voll zu", "stimme eher zu", "teils, teils", "stimme eher nicht zu", "stimme gar nicht zu")
AGREE_EN = ("strongly agree", "agree", "neither", "disagree", "strongly disagree")
OFTEN = ("nie", "selten", "manchmal", "oft", "immer")
OFTEN_EN = ("never", "rarely", "sometimes", "often", "always")

# code, Sie, du (None: the same), English
TEXTS: tuple[tuple[str, str, str | None, str], ...] = (
    (
        "C1",
        "In meinem Arbeitsumfeld nehmen wir uns Zeit füreinander.",
        None,
        "Where I work we take time for each other.",
    ),
    (
        "C2",
        "Meine Führungskraft weiß, was mich bei der Arbeit gerade beschäftigt.",
        None,
        "My leader knows what is on my mind at work.",
    ),
    (
        "C3",
        "In meinem Team kann ich Schwieriges offen ansprechen, ohne Nachteile zu befürchten.",
        None,
        "In my team I can raise difficult things without fearing for it.",
    ),
    (
        "C4",
        "Ich vertraue darauf, dass die Leitung bei Entscheidungen auch an uns denkt.",
        None,
        "I trust management to think of us when it decides.",
    ),
    (
        "K5",
        "Wie oft waren Sie in den letzten zwei Wochen nach der Arbeit zu erschöpft für anderes?",
        "Wie oft warst du in den letzten zwei Wochen nach der Arbeit zu erschöpft für anderes?",
        "In the last two weeks, how often were you too exhausted after work for anything else?",
    ),
    (
        "C6",
        "Je mehr KI in meine Arbeit kommt, desto wichtiger wird mir der persönliche Kontakt zu Menschen.",
        None,
        "The more AI enters my work, the more personal contact matters to me.",
    ),
    (
        "C7",
        "Ich fühle mich auf das vorbereitet, was sich hier gerade ändert.",
        None,
        "I feel prepared for what is changing here.",
    ),
    ("C8", "Unsere Besprechungen sind die Zeit wert.", None, "Our meetings are worth their time."),
    ("C9", "Meine Arbeit ergibt für mich Sinn.", None, "My work makes sense to me."),
    ("C10", "Ich fühle mich hier zugehörig.", None, "I feel that I belong here."),
    ("C11", "Gute Arbeit wird hier gesehen.", None, "Good work is seen here."),
    ("C12", "Ich kann in Ruhe zu Ende bringen, was ich anfange.", None, "I can finish in peace what I start."),
)


def pulse() -> Questionnaire:
    """Twelve items of five options each; K5 is reversed and sensitive."""
    return Questionnaire("pulse-e2e", tuple(_item(*texts) for texts in TEXTS))


def _item(code: str, formal: str, familiar: str | None, english: str) -> Item:
    german, other = (OFTEN, OFTEN_EN) if code == "K5" else (AGREE, AGREE_EN)
    flags = ItemFlag.REVERSED | ItemFlag.SENSITIVE if code == "K5" else ItemFlag.NONE
    wordings = (
        Wording("de-formal", formal, code, german),
        Wording("de", familiar or formal, code, german),
        Wording("en", english, code, other),
    )
    return Item(code, len(german), (1, 2), flags, wordings)
