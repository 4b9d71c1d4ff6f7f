"""German, English, both, or too little to tell."""

from __future__ import annotations

from resonanz.core.minutes.languages import Languages, language_of
from resonanz.core.minutes.model import TranscriptUtterance

GERMAN = [
    "Wir müssen das bis Freitag klären, sonst wird es eng.",
    "Ich habe die Zahlen noch nicht, aber sie kommen am Montag.",
    "Kannst du das übernehmen?",
    "Dann machen wir es so, und ich schreibe es auf.",
]
ENGLISH = [
    "We have to settle this by Friday or it will be tight.",
    "I don't have the numbers yet, but they will come on Monday.",
    "Could you take that one?",
    "Then we do it like that, and I'll write it down.",
]


def language(*texts: str) -> Languages:
    return language_of(
        [TranscriptUtterance(str(number), None, None, None, text) for number, text in enumerate(texts, 1)]
    )


def test_each_language() -> None:
    german, english = language(*GERMAN), language(*ENGLISH)
    assert (german.main, german.mixed, german.certain) == ("de", False, True)
    assert (english.main, english.mixed, english.certain) == ("en", False, True)
    assert german.share > 0.9
    assert english.share > 0.9


def test_both() -> None:
    mixed = language(*GERMAN, *GERMAN, *ENGLISH)
    assert (mixed.main, mixed.mixed, mixed.certain) == ("de", True, True)
    assert language(*ENGLISH, *ENGLISH, *GERMAN).main == "en"


def test_foreign_words_and_single_sentences_do_not_mix() -> None:
    assert not language(*GERMAN * 4, "Das Meeting mit dem Team Lead ist im Q3, das Budget ist on track.").mixed
    assert not language(*GERMAN * 8, "Then we do it like that.").mixed


def test_too_little_to_tell() -> None:
    assert language() == Languages("de", mixed=False, share=0.5, certain=False)
    assert language("Hm.", "Okay.").certain is False
    assert language("Thank you.", "The plan is on the table.").main == "en"


def test_neither() -> None:
    french = "Nous devons décider avant vendredi parce que les chiffres ne sont pas encore prêts pour la réunion."
    assert language(*[french] * 10).certain is False
