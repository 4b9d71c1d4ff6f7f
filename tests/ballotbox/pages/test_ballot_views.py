"""The pages as the server writes them: the same bytes for everybody, three languages, an answer for every state."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format

from resonanz.ballotbox.close.publish import release_file
from resonanz.ballotbox.messages import browser, notices
from resonanz.ballotbox.pages import views
from resonanz.ballotbox.storage import queries
from resonanz.ballotbox.storage.models import BoxWaveState, WaveRow
from resonanz.core.kernel.clock import TIME_ZONE
from resonanz.core.wire.checksum import checksum
from resonanz.storage.files import write_whole
from tests.ballotbox.own_home import HomeClock
from tests.contracts.sample_wave import SampleWave

SCRIPTS = Path(browser.__file__).parents[1] / "browser" / "ballot"
CODE = re.compile(r"new Refusal\('([a-z-]+)'\)|post\([^;]*'([a-z-]+)'\)|otherwise: '([a-z-]+)'")
FIGURES = b"what was released"
FROM_WIRE = {"root-mismatch", "proof-invalid", "limits-too-low", "cell-too-small", "label-unclear"}


def page(client: Client, wave: SampleWave, rest: str = "?lang=de-formal") -> str:
    """The page under a wave's address."""
    return client.get(f"/w/{wave.wave.hex()}/{rest}").content.decode()


def stand_at(wave: SampleWave, state: BoxWaveState) -> None:
    """The wave in this state, with some figures."""
    WaveRow.objects.filter(wave=wave.wave.hex()).update(state=state)
    write_whole(release_file(wave.wave.hex()), FIGURES)


def test_the_ballot_is_the_same_bytes_for_everybody(client: Client, open_wave: SampleWave) -> None:
    plain = client.get(f"/w/{open_wave.wave.hex()}/?lang=de")
    other = client.get(
        f"/w/{open_wave.wave.hex()}/?lang=de",
        headers={"user-agent": "another", "accept-language": "fr", "cookie": "sessionid=somebody"},
    )
    assert plain.status_code == 200
    assert plain.content == other.content
    assert not plain.cookies
    assert "Set-Cookie" not in plain


def test_the_ballot_states_root_wave_and_app_and_has_no_inline_code(client: Client, open_wave: SampleWave) -> None:
    text = page(client, open_wave)
    assert f'data-root="{open_wave.root.hex()}"' in text
    assert f'data-wave="{open_wave.wave.hex()}"' in text
    assert "<style" not in text
    assert 'style="' not in text
    assert not re.search(r"\son[a-z]+=", text)
    assert [tag for tag in re.findall(r"<script[^>]*>", text) if "src=" not in tag] == []


@pytest.mark.parametrize(
    ("language", "promise", "skip"),
    [
        ("de-formal", "Niemand sieht, was Sie antworten.", "kann ich nicht sagen"),
        ("de", "Niemand sieht, was du antwortest.", "kann ich nicht sagen"),
        ("en", "Nobody sees what you answer.", "I cannot say"),
    ],
)
def test_every_language_has_its_promise(
    client: Client, open_wave: SampleWave, language: str, promise: str, skip: str
) -> None:
    text = page(client, open_wave, f"?lang={language}")
    assert promise in text
    assert text.count(skip) >= len(open_wave.questionnaire.items)
    assert f'<html lang="{language[:2]}">' in text


def test_every_question_is_a_step_with_its_place_and_progress(client: Client, open_wave: SampleWave) -> None:
    text = page(client, open_wave)
    for place, item in enumerate(open_wave.questionnaire.items, start=1):
        assert f'data-code="{item.code}"' in text
        assert f"Frage {place} von 3" in text
    assert text.count('<i class="here"></i>') == 4


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (BoxWaveState.CLOSING, "Die Stimmzettel werden gezählt."),
        (BoxWaveState.DESTROYING, "Die Stimmzettel werden gezählt."),
        (BoxWaveState.CLOSED, "Diese Runde ist beendet."),
        (BoxWaveState.HELD, "Diese Runde wird zurückgehalten."),
        (BoxWaveState.CANCELLING, "Diese Runde wurde abgebrochen."),
        (BoxWaveState.CANCELLED, "Diese Runde wurde abgebrochen."),
    ],
)
def test_every_state_after_the_wave_says_what_happened(
    client: Client, open_wave: SampleWave, state: BoxWaveState, words: str
) -> None:
    WaveRow.objects.filter(wave=open_wave.wave.hex()).update(state=state)
    answer = client.get(f"/w/{open_wave.wave.hex()}/?lang=de-formal")
    assert answer.status_code == 410
    assert words in answer.content.decode()
    assert "<form" not in answer.content.decode()


def test_a_wave_past_its_time_takes_no_more_answers_before_it_is_closed(
    client: Client, open_wave: SampleWave, clock: HomeClock
) -> None:
    moment = open_wave.manifest.header.closes_at
    clock.advance(moment - clock.now())
    assert client.get(f"/w/{open_wave.wave.hex()}/").status_code == 410


@pytest.mark.parametrize("name", ["0" * 32, "x", "ABCDEF" + "0" * 26])
@pytest.mark.parametrize("rest", ["", "check"])
def test_an_unknown_wave_is_a_page_with_a_way_on(client: Client, name: str, rest: str) -> None:
    answer = client.get(f"/w/{name}/{rest}?lang=de-formal")
    assert answer.status_code == 404
    assert "Diese Runde gibt es hier nicht." in answer.content.decode()
    assert "Zur Startseite" in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/nothing/here", "/w/"])
def test_an_address_that_leads_nowhere_says_so(client: Client, address: str) -> None:
    answer = client.get(address, {"lang": "de"})
    assert answer.status_code == 404
    assert "Unter dieser Adresse gibt es keine Seite." in answer.content.decode()
    assert "Deine Startseite" in answer.content.decode()


def test_a_failure_is_said_without_its_reason(
    client: Client, open_wave: SampleWave, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> NoReturn:
        raise OperationalError("disk I/O error")

    monkeypatch.setattr(queries, "terms", fail)
    client.raise_request_exception = False
    answer = client.get(f"/w/{open_wave.wave.hex()}/?lang=en")
    assert answer.status_code == 500
    assert "Every ballot with a receipt is safe." in answer.content.decode()
    assert "I/O" not in answer.content.decode()


def test_without_a_name_nobody_runs_it(client: Client, open_wave: SampleWave) -> None:
    assert "run by" not in page(client, open_wave, "?lang=en")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de-formal", "Freitag, 4.\u00a0Dezember, 00:30\u00a0Uhr"),
        ("de", "Freitag, 4.\u00a0Dezember, 00:30\u00a0Uhr"),
        ("en", "Friday, 4\u00a0December, 00:30"),
    ],
)
def test_day_and_hour_of_the_close_are_those_of_the_people_asked(language: str, words: str) -> None:
    with translation.override(language):
        assert views._moment(datetime(2026, 12, 3, 23, 30, tzinfo=UTC)) == words


@pytest.mark.parametrize("state", [state for state in BoxWaveState if "CANCEL" not in state.name])
@pytest.mark.parametrize("rest", ["", "check"])
def test_every_page_of_a_wave_names_the_close_with_its_hour(
    client: Client, open_wave: SampleWave, state: BoxWaveState, rest: str
) -> None:
    stand_at(open_wave, state)
    moment = open_wave.manifest.header.closes_at.astimezone(TIME_ZONE)
    with translation.override("de-formal"):
        day, hour = date_format(moment, "l, j.\u00a0F"), date_format(moment, "H:i")
    text = page(client, open_wave, f"{rest}?lang=de-formal")
    assert text.count(day) == text.count(f"{day}, {hour}\u00a0Uhr")
    assert (day in text) is ((state, rest) != (BoxWaveState.CLOSED, "check"))


def test_the_list_of_waves_names_the_close_with_its_hour(client: Client, open_wave: SampleWave) -> None:
    with translation.override("de-formal"):
        closes = views._moment(open_wave.manifest.header.closes_at, year=True)
    assert re.fullmatch(r"\w+, \d+\.\s\w+\s\d{4}, \d\d:\d\d\sUhr", closes)
    assert closes in client.get("/waves/", {"lang": "de-formal"}).content.decode()


def test_the_board_page_stands_on_the_proved_header(client: Client, open_wave: SampleWave) -> None:
    address = f"/w/{open_wave.wave.hex()}/check?lang=de-formal"
    early = client.get(address)
    assert early.status_code == 404
    assert "Der Aushang erscheint nach dem Ende der Runde." in early.content.decode()
    stand_at(open_wave, BoxWaveState.CLOSED)
    text = client.get(address).content.decode()
    assert checksum(sha256(FIGURES).digest()) in text
    assert f'data-root="{open_wave.root.hex()}"' in text
    assert re.search(r'data-header="[A-Za-z0-9+/=]+" data-proof="[A-Za-z0-9+/=]+" data-size="\d+"', text)


def test_the_browser_can_say_everything_it_may_have_to_say_and_nothing_else() -> None:
    known = {message.code for message in browser.BALLOT + browser.CHECK}
    scripts = {path.name: path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.js")}
    named = {code for text in scripts.values() for found in CODE.findall(text) for code in found if code}
    assert len(named) > 10
    assert named | FROM_WIRE <= known
    assert [code for code in known if not any(f"'{code}'" in text for text in scripts.values())] == []


@pytest.mark.parametrize("language", ["de-formal", "de"])
def test_every_message_and_notice_is_german_and_calm(language: str) -> None:
    with translation.override(language):
        texts = [str(text) for each in browser.BALLOT + browser.CHECK for text in (each.happened, each.advice)]
        texts += [str(text) for each in notices.BOARD.values() for text in (each.heading, each.text)]
    with translation.override("en"):
        english = {str(text) for each in browser.BALLOT + browser.CHECK for text in (each.happened, each.advice)}
    assert not english.intersection(texts)
    assert not [text for text in texts if "!" in text]
    formal = [text for text in texts if re.search(r"\b(du|dein|deine|deinen|deiner|dir|dich)\b", text, re.IGNORECASE)]
    assert bool(formal) == (language == "de")
