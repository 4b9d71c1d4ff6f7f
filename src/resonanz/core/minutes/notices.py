"""What the reader of minutes must know, and why a file gives none, said in German and English."""

from __future__ import annotations

from collections.abc import Mapping

from resonanz.core.minutes.model import MinutesNotice
from resonanz.core.minutes.reading import TranscriptError

NOTICES = {
    "broken-line": ("Nicht lesbar und übergangen.", "Could not be read and is left out."),
    "more-broken-lines": (
        "Ab hier sind {count} weitere Zeilen nicht lesbar und übergangen.",
        "From here on {count} more lines could not be read and are left out.",
    ),
    "head-skipped": (
        "{count} Zeilen vor dem ersten gesprochenen Wort übergangen (Zeilen {lines}).",
        "{count} lines before the first spoken word are left out (lines {lines}).",
    ),
    "times-backward": (
        "{count} Zeitangaben laufen rückwärts (Zeilen {lines}); die Sätze sind nach der Zeit geordnet.",
        "{count} times run backward (lines {lines}); the sentences are put in order of time.",
    ),
    "times-overlap": (
        "{count} Zeitangaben überschneiden sich (Zeilen {lines}); alles Gesagte bleibt.",
        "{count} times overlap (lines {lines}); everything said is kept.",
    ),
    "time-beyond-day": (
        "{count} Zeitangaben über 24 Stunden gelten nicht (Zeilen {lines}).",
        "{count} times beyond 24 hours do not count (lines {lines}).",
    ),
    "no-end": (
        "{count} Zeitangaben ohne Ende (Zeilen {lines}); sie gelten bis zur nächsten.",
        "{count} times without an end (lines {lines}); they last until the next.",
    ),
    "end-before-start": (
        "{count} Zeitangaben enden vor ihrem Anfang (Zeilen {lines}).",
        "{count} times end before they begin (lines {lines}).",
    ),
    "no-times": ("Die Datei hat keine Zeiten; Belege stehen ohne sie.", "The file has no times; evidence has none."),
    "clock-times": (
        "Die Datei nennt Uhrzeiten; gezählt wird ab dem ersten Wort.",
        "The file tells the time of day; times count from the first word.",
    ),
    "no-speakers": (
        "Die Datei nennt nicht, wer spricht; Aufgaben haben nur dann Zuständige, wenn ein Name fällt.",
        "The file does not say who speaks; a task has an owner only where a name is said.",
    ),
    "one-speaker": (
        "Alles steht unter einem Namen; wer eine Aufgabe übernimmt, ist so nicht sicher zu erkennen.",
        "Everything stands under one name; who takes a task cannot be told with certainty.",
    ),
    "encoding-guessed": (
        "Der Text ist nicht UTF-8 und wurde als {encoding} gelesen.",
        "The text is not UTF-8 and was read as {encoding}.",
    ),
    "encoding-damaged": ("{count} Zeichen sind beschädigt.", "{count} characters are damaged."),
    "control-characters": ("Unsichtbare Steuerzeichen entfernt.", "Invisible control characters were removed."),
    "other-form": (
        "Der Inhalt ist {found}, nicht was der Dateiname sagt; gelesen wurde der Inhalt.",
        "The content is {found}, not what the file name says; the content was read.",
    ),
    "two-languages": (
        "Deutsch und Englisch gemischt; erkannt wird nur, was in der Hauptsprache gesagt wurde.",
        "German and English are mixed; only what was said in the main language is recognised.",
    ),
    "language-guessed": (
        "Die Sprache ist nicht sicher zu erkennen; sie lässt sich angeben.",
        "The language cannot be told with certainty; it can be given.",
    ),
    "other-language": (
        "Der Text ist nicht in der angegebenen Sprache (gefunden: {found}); erkannt wird darum kaum etwas.",
        "The text is not in the language that was given (found: {found}), so that hardly anything is recognised.",
    ),
    "no-date": (
        "Ohne das Datum des Treffens bleiben Fristen in Worten.",
        "Without the date of the meeting deadlines stay in words.",
    ),
    "little-said": (
        "Sehr wenig Text; Protokollzeilen daraus sind kaum mehr als der Text selbst.",
        "Very little text; minutes of it are hardly more than the text itself.",
    ),
}
REFUSALS = {
    "file-missing": (
        "Es gibt keine solche Datei. Bitte den Pfad prüfen.",
        "There is no such file. Check the path.",
    ),
    "file-is-folder": (
        "Das ist ein Ordner. Bitte die Datei mit dem Transkript nennen.",
        "This is a folder. Name the file with the transcript.",
    ),
    "file-forbidden": (
        "Diese Datei darf hier nicht gelesen werden. Bitte die Rechte prüfen.",
        "This file may not be read here. Check its permissions.",
    ),
    "file-unreadable": (
        "Die Datei ließ sich nicht lesen ({reason}).",
        "The file could not be read ({reason}).",
    ),
    "empty-file": (
        "Die Datei ist leer. Bitte das Transkript noch einmal speichern.",
        "The file is empty. Save the transcript again.",
    ),
    "too-large": (
        "Die Datei ist größer als {megabytes} MB. Ein Transkript ist Text, keine Aufnahme.",
        "The file is larger than {megabytes} MB. A transcript is text, not a recording.",
    ),
    "too-long": (
        "Die Datei hat mehr als {words} Wörter oder Zeilen, mehr als jedes Treffen. Ein Treffen je Datei.",
        "The file has more than {words} words or lines, more than any meeting. Put one meeting in the file.",
    ),
    "not-a-transcript": (
        "Das ist kein Transkript (gefunden: {found}). Erwartet wird .vtt, .srt, .docx oder .txt.",
        "This is no transcript (found: {found}). A .vtt, .srt, .docx or .txt file is expected.",
    ),
    "no-speech": (
        "In der Datei steht kein gesprochenes Wort. Ist es die richtige?",
        "There is not a word said in the file. Is it the right one?",
    ),
    "broken-docx": (
        "Die Word-Datei ist beschädigt. Bitte neu speichern, oder als Text.",
        "The Word file is damaged. Save it again, or as text.",
    ),
    "docx-too-large": (
        "Entpackt wäre diese Word-Datei größer als jedes Transkript; sie blieb zu. Bitte als Text speichern.",
        "Unpacked, this Word file would be larger than any transcript; it was not opened. Save it as text.",
    ),
    "docx-not-word": (
        "In dieser Datei ist kein Word-Dokument. Bitte als .docx oder als Text speichern.",
        "There is no Word document in this file. Save it as .docx or as text.",
    ),
}


def say(notice: MinutesNotice, language: str) -> str:
    """The sentence of a notice, with the line of the file where one is meant and the sentence does not list them."""
    params = dict(notice.params)
    return _said(NOTICES[notice.code], params, None if "lines" in params else notice.line, language)


def explain(error: TranscriptError, language: str) -> str:
    """The sentence for a file that gives no transcript."""
    return _said(REFUSALS[error.code], error.params, error.line, language)


def _said(sentences: tuple[str, str], params: Mapping[str, object], line: int | None, language: str) -> str:
    german = language == "de"
    sentence = sentences[0 if german else 1].format(**params)
    return sentence if line is None else f"{'Zeile' if german else 'Line'} {line}: {sentence}"
