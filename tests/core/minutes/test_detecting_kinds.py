"""What each kind sounds like, and what only sounds like it: hand-written talk in both languages.

Each true line stands in a meeting with each near miss. The true line comes first of its kind, the near miss is never
sure.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from resonanz.core.minutes.detecting import Found, detect
from resonanz.core.minutes.model import LineKind, TranscriptUtterance

Said = tuple[str, str]

GERMAN: dict[LineKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    LineKind.TASK: (
        (
            "Ole, kannst du bis Freitag beim Hausmeister nach einem Schlüssel fragen?",
            "Ich ruf morgen bei der Druckerei an und frag nach den Plakaten.",
            "Wer schreibt den Brief an die Eltern? Der muss bis Ende der Woche raus.",
            "Herr Öztürk, könnten Sie mir bis Mittwoch die Zahlen schicken?",
            "Ich kümmere mich darum, nächste Woche Dienstag liegt das bei euch.",
        ),
        (
            "Das habe ich gestern schon bei der Druckerei abgeholt.",
            "Man könnte ja irgendwann mal die Regale umstellen.",
            "Letzte Woche hat die Spätschicht angerufen und sich beschwert.",
            "Kannst du mich hören?",
            "Die von der anderen Abteilung machen das ja immer freitags.",
        ),
    ),
    LineKind.DECISION: (
        (
            "Gut, dann machen wir das im September, dabei bleibt es.",
            "Ab sofort gibt es keine Bestellungen mehr nach zwölf Uhr.",
            "Also gut, dann nehmen wir die kleinere Variante.",
        ),
        (
            "Wollen wir das im Juli oder im September machen?",
            "Letztes Mal hatten wir das ja auch schon so besprochen.",
            "Wir könnten vielleicht auch die kleinere nehmen.",
        ),
    ),
    LineKind.QUESTION: (
        (
            "Und wer bezahlt das? Das weiß im Moment noch keiner.",
            "Da ist die Frage, ob das rechtlich überhaupt geht, das weiß ich nicht.",
            "Das ist noch völlig offen, ob wir neue kriegen.",
        ),
        ("Hört ihr mich?", "Ist das dein Kaffee?", "Echt?"),
    ),
    LineKind.WIN: (
        (
            "Ines, du hast am Samstag ganz allein den Laden gerettet, vielen Dank dafür.",
            "Das will ich hier mal vor allen sagen: Das war großartig, wie du das gemacht hast.",
        ),
        ("Danke.", "Ja danke, weiter im Text.", "Nein danke, ich hab schon.", "Das wäre super, wenn das ginge."),
    ),
    LineKind.CHECK_IN: (
        ("Bevor wir loslegen: Wie geht es euch nach der Woche?", "Wie geht's dir denn jetzt damit, ganz ehrlich?"),
        ("Wie geht es mit dem Drucker weiter?", "Hört ihr mich alle gut?", "Wie geht das nochmal mit dem Formular?"),
    ),
}
ENGLISH: dict[LineKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    LineKind.TASK: (
        (
            "Ole, could you ask the caretaker for a second key by Friday?",
            "I'll call the printer tomorrow and ask about the posters.",
            "You're going to work on the design until the next meeting.",
            "And Ines, you will prepare the presentation for next week.",
        ),
        ("I already sent the list yesterday.", "Can you hear me?", "Thank you.", "They always do that on Fridays."),
    ),
    LineKind.QUESTION: (
        (
            "And who is going to pay for that? Nobody knows yet.",
            "The question is whether that is legal at all, I don't know.",
        ),
        ("Can you hear me?", "What time is it?", "Really?"),
    ),
    LineKind.WIN: (
        (
            "Ines, you saved the shop on Saturday all on your own, thank you so much for that.",
            "I want to say this in front of everybody: that was brilliant, how you handled it.",
        ),
        ("Thanks.", "No thanks, I'm fine.", "Okay thank you, next slide."),
    ),
    LineKind.CHECK_IN: (
        ("Before we start, how are you all after last week?", "How are you feeling about it now, honestly?"),
        ("How is the printer doing?", "Can everybody hear me alright?", "How does the form work again?"),
    ),
    LineKind.DECISION: (
        ("Okay, so let's go with September, that's settled.",),
        ("The weather is better today.", "It was like that the last time as well."),
    ),
}
TALK: dict[str, tuple[Said, ...]] = {
    "de": (
        ("Ole", "Das war beim letzten Mal ja auch so."),
        ("Ines", "Der Schrank im Lager klemmt."),
        ("Mara", "Stimmt, die linke Tür."),
        ("Ole", "Draußen regnet es."),
        ("Ines", "Mein Bus war pünktlich, stell dir vor."),
        ("Mara", "Ein Wunder."),
        ("Ole", "Der Kaffee schmeckt heute anders."),
        ("Ines", "Neue Sorte, glaub ich."),
        ("Mara", "Die alte mochte ich lieber."),
        ("Ole", "Im Keller riecht es nach Farbe."),
        ("Ines", "Da waren die Maler."),
        ("Mara", "Ach so, deshalb die Leitern."),
    ),
    "en": (
        ("Ole", "It was just the same the time before."),
        ("Ines", "The cupboard in the store room is stuck."),
        ("Mara", "Yeah, the left door."),
        ("Ole", "And it's raining outside."),
        ("Ines", "My bus was on time, imagine that."),
        ("Mara", "A miracle."),
        ("Ole", "The coffee tastes different."),
        ("Ines", "It's a new sort, I think."),
        ("Mara", "I liked the old one."),
        ("Ole", "The basement smells of paint."),
        ("Ines", "The painters were there."),
        ("Mara", "Oh, that's why there are ladders."),
    ),
}
REPLY = {"de": "Ja.", "en": "Yeah."}


def cases() -> Iterator[tuple[str, LineKind, str, str]]:
    for language, kinds in (("de", GERMAN), ("en", ENGLISH)):
        for kind, (true, near) in kinds.items():
            for line in true:
                yield from ((language, kind, line, miss) for miss in near)


def found(language: str, *lines: Said) -> dict[LineKind, list[Found]]:
    said = [TranscriptUtterance(str(at), who, 4.0 * at, 4.0 * at + 3.0, text) for at, (who, text) in enumerate(lines)]
    return detect(said, [text for _, text in lines], language)


@pytest.mark.parametrize(("language", "kind", "line", "miss"), list(cases()))
def test_the_true_line_comes_first_and_the_near_miss_is_not_sure(
    language: str, kind: LineKind, line: str, miss: str
) -> None:
    rest, reply = TALK[language], REPLY[language]
    talk = [*rest[:3], ("Mara", miss), ("Ole", reply), *rest[3:8], ("Mara", line), ("Ole", reply), *rest[8:]]
    lines = found(language, *talk)[kind]
    first, near = talk.index(("Mara", line)), talk.index(("Mara", miss))
    if kind is not LineKind.DECISION or language == "de":
        assert lines[0].index == first
    else:
        assert abs(lines[0].index - first) <= 4, "English decisions are found as stretches of talk"
    assert not any(one.index == near and one.sure for one in lines)


@pytest.mark.parametrize(
    ("language", "kind", "request_", "answer"),
    [
        ("de", LineKind.TASK, "Kannst du bis Freitag beim Hausmeister nach dem Schlüssel fragen?", "Ja, mach ich."),
        ("de", LineKind.QUESTION, "Und wer bezahlt am Ende die Getränke für das Fest?", "Das weiß ich noch nicht."),
        ("en", LineKind.TASK, "Could you ask the caretaker for the second key by Friday?", "Yeah, I'll do that."),
        ("en", LineKind.QUESTION, "And who is paying for the drinks at the party?", "I don't know yet."),
    ],
)
def test_the_line_is_the_request_and_its_answer_is_evidence(
    language: str, kind: LineKind, request_: str, answer: str
) -> None:
    rest = TALK[language]
    lines = found(language, *rest[:6], ("Mara", request_), ("Ole", answer), *rest[6:])[kind]
    assert lines[0].index == 6
    assert lines[0].evidence == (6, 7)
    assert all(line.index != 7 for line in lines)


def test_a_line_understood_by_itself_is_its_only_evidence() -> None:
    rest = TALK["de"]
    line = "Ich schicke die Liste mit den Terminen morgen früh an die Werkstatt."
    lines = found("de", *rest[:6], ("Mara", line), *rest[6:])[LineKind.TASK]
    assert (lines[0].index, lines[0].evidence) == (6, (6,))


def test_of_a_check_in_only_the_question_is_kept_and_never_the_answer() -> None:
    rest = TALK["de"]
    asked = ("Mara", "Wie geht es dir eigentlich nach der Operation?")
    answer = ("Ole", "Ich bin noch ziemlich müde, aber es geht mir besser, danke.")
    check_in = found("de", *rest[:6], asked, answer, *rest[6:])[LineKind.CHECK_IN]
    assert (check_in[0].index, check_in[0].evidence, check_in[0].sure) == (6, (6,), True)
    assert not any(7 in line.evidence for line in check_in)


def test_small_talk_is_no_check_in_and_thanks_as_a_phrase_no_win() -> None:
    rest = TALK["de"]
    talk = (("Mara", "Danke, dass ihr pünktlich seid."), ("Ole", "Ja, danke."), ("Ines", "Na, das Wetter heute!"))
    lines = found("de", *rest[:6], *talk, *rest[6:])
    assert not any(one.sure for one in lines[LineKind.CHECK_IN])
    assert not any(one.sure and one.index == 7 for one in lines[LineKind.WIN])


def test_a_decision_is_what_was_decided_not_that_it_was() -> None:
    rest = TALK["de"]
    talk = (
        ("Mara", "Gut, dann beschließen wir das."),
        ("Mara", "Ab nächster Woche gehört die erste Viertelstunde am Montag dem gemeinsamen Kaffee."),
    )
    decisions = found("de", *rest[:6], *talk, *rest[6:])[LineKind.DECISION]
    assert 6 not in {one.index for one in decisions}
    assert (6, 7) in {one.evidence[:2] for one in decisions if one.index == 7}
