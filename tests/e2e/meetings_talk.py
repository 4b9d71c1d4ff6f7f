"""A talk with a word of its own in every sentence, so that any copy of any sentence can be found by its bytes."""

from __future__ import annotations

from tests.e2e.musterwerk import ADA, Employee, leader_of, people

OWNER = leader_of("PRO1")
"""She keeps the minutes."""
BENNO, CORA = [one for one in people() if one.unit == "PRO2" and not one.leads and one != ADA][:2]
"""Benno objects while people look at the draft, Cora before anything was brought in."""
GUEST = "Gerda Gast"
TITLE = "Hallenrunde Zitronenfalter"
FILE_NAME = "Mitschrift Wacholderbeere.vtt"


def called(one: Employee) -> str:
    """Given and family name as in the roster."""
    return "Ada Arnold" if one == ADA else f"Vorname{one.person_id[1:]} Name{one.person_id[1:]}"


LABELS = {"O": called(OWNER), "A": called(ADA), "B": "Benno (Halle 2)", "C": "Cora", "G": GUEST}
"""How the file names them: Benno and Cora by names that stand in no roster."""
SAID = (
    ("O", "Guten Morgen zusammen, wie geht es euch heute nach dem Umzug in die Halle Apfelkuchen?"),
    ("A", "Mir geht es gut, danke, nur der Weg vom Parkplatz Bernsteinweg ist noch ziemlich lang."),
    ("B", "Ich schreibe bis nächsten Montag eine kurze Anleitung für das Regal Chrysanthemen."),
    ("C", "Bei mir ist alles in Ordnung, ich habe am Wochenende die Treppe Dromedare gestrichen."),
    ("G", "Ich freue mich, dass ich heute bei der Runde Eichhörnchen dabei sein darf."),
    ("O", "Schön, dann reden wir zuerst über die neue Maschine mit dem Namen Feuerwanze."),
    ("A", "Die Maschine läuft seit Montag, aber das Band klemmt jeden Tag am Punkt Gänseblümchen."),
    ("B", "Das Band klemmt, weil die Rolle zu klein ist, das steht auch im Bericht Heuschrecke."),
    ("O", "Ada, kannst du bis Freitag beim Hersteller die größere Rolle Igelstachel bestellen?"),
    ("A", "Ja, das mache ich, ich rufe dort morgen wegen der Lieferung Jasminblüte an."),
    ("C", "Ich prüfe bis Mittwoch, ob die alte Rolle im Lager Kichererbse noch zu gebrauchen ist."),
    ("B", "Ich bin ein bisschen müde, wir haben gestern lange am Umbau Lavendelöl gearbeitet."),
    ("O", "Gut, dann beschließen wir, dass die Maschine bis dahin nur halb so schnell läuft, Stufe Mohrrübe."),
    ("A", "Einverstanden, das ist für alle am Band Nachtfalter eine Erleichterung."),
    ("G", "Bei uns im Haus hat diese Einstellung mit dem Namen Ochsenauge auch geholfen."),
    ("O", "Der zweite Punkt ist der Pausenraum, da fehlt seit Wochen der Kühlschrank Preiselbeere."),
    ("B", "Die Kollegen essen im Auto, weil es im Raum Quittenbaum zu kalt ist."),
    ("A", "Wir könnten den Raum neben der Werkstatt Rhabarber nehmen, der ist warm und steht leer."),
    ("O", "Das ist eine gute Idee, dann nehmen wir ab nächster Woche den Raum Schnittlauch für die Pausen."),
    ("A", "Ich kümmere mich bis Ende des Monats um Tische und Stühle aus dem Bestand Tannenzapfen."),
    ("C", "Ich bringe am Donnerstag die Kaffeemaschine aus der alten Küche Uferschnepfe mit."),
    ("G", "Wer bezahlt eigentlich den Strom für den neuen Raum Vogelbeere, das weiß ich leider nicht."),
    ("O", "Das weiß ich auch nicht, die Frage nach der Rechnung Walnussbaum ist noch offen."),
    ("B", "Wissen wir denn überhaupt, wann die Handwerker wegen der Heizung Xanthippe kommen?"),
    ("O", "Nein, das wissen wir noch nicht, da hat sich die Firma Yakwolle nicht gemeldet."),
    ("A", "Ich möchte mich bei Benno bedanken, du hast am Samstag ganz allein die Halle Zuckerrübe aufgeräumt."),
    ("B", "Das habe ich gern gemacht, ohne die Leiter Ahornblatt wäre es nicht gegangen."),
    ("O", "Vielen Dank, Ada, ohne dich hätten wir den Termin mit dem Kunden Birkenrinde nie geschafft."),
    ("G", "Und die Prüfung durch das Amt Distelfink haben alle beim ersten Mal bestanden, das war großartig."),
    ("O", "Ich schicke euch bis morgen Abend den Plan für die nächste Schicht Erdnussflip."),
    ("A", "Gut, bis nächste Woche, und grüßt die Kollegen von der Linie Fliederbusch."),
)  # fmt: skip
"""Who said what. Each sentence holds the word of ``OWN_WORDS`` at the same place and no other of them."""
OWN_WORDS = (
    "Apfelkuchen", "Bernsteinweg", "Chrysanthemen", "Dromedare", "Eichhörnchen", "Feuerwanze", "Gänseblümchen",
    "Heuschrecke", "Igelstachel", "Jasminblüte", "Kichererbse", "Lavendelöl", "Mohrrübe", "Nachtfalter", "Ochsenauge",
    "Preiselbeere", "Quittenbaum", "Rhabarber", "Schnittlauch", "Tannenzapfen", "Uferschnepfe", "Vogelbeere",
    "Walnussbaum", "Xanthippe", "Yakwolle", "Zuckerrübe", "Ahornblatt", "Birkenrinde", "Distelfink", "Erdnussflip",
    "Fliederbusch",
)  # fmt: skip
BROKEN = {2: "Gurkensalat", 20: "Hagebutte"}
"""After so many captions stands one whose times are no times, with this word in it."""


def own_words(*keys: str) -> set[str]:
    """The words of everybody, or of those with these keys."""
    return {word for word, (who, _) in zip(OWN_WORDS, SAID, strict=True) if not keys or who in keys}


def transcript() -> str:
    """Captions as Teams writes them, two of them broken."""
    parts = ["WEBVTT\n"]
    for number, (who, text) in enumerate(SAID):
        if number in BROKEN:
            parts.append(f"00:7x:00 --> irgendwann\n<v Ada Arnold>Das hier geht verloren, {BROKEN[number]}.</v>\n")
        parts.append(f"{_time(number * 12)} --> {_time(number * 12 + 9)}\n<v {LABELS[who]}>{text}</v>\n")
    return "\n".join(parts)


def broken_lines() -> list[int]:
    """The numbers of the lines with the broken times, from 1."""
    return [at for at, line in enumerate(transcript().split("\n"), start=1) if "irgendwann" in line]


def _time(seconds: int) -> str:
    return f"00:{seconds // 60:02d}:{seconds % 60:02d}.000"
