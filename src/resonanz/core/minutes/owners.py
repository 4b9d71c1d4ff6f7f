"""Who does a task: the one who says "ich mach das", who accepts, or who is named; nobody else.

In meetings most tasks are put as "you": so a line's speaker owns it only for a commitment of their own ("I'll", "mach
ich") or for accepting a request ("ja, gern"). "Tarek, kannst du", "das liegt bei Herrn Öztürk" and "Frau Wallner
schickt" name the owner. "Kannst du" without a name belongs to whoever accepts within the next lines. "Wir", "jemand",
"wer macht das?", refusals and what others are said to have promised name nobody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resonanz.core.minutes.model import TranscriptUtterance
from resonanz.core.minutes.names import Mention, mentions

CONDITION = re.compile(r"\b(?:wenn|falls|if|unless)\b[^,.!?]*", re.IGNORECASE)  # "not" in it refuses nothing
ANSWERS = 3  # lines after a request in which an answer is one
ANSWER_SECONDS = 20.0
I_DE = r"(?:ich|ick|isch|i|ik|'?ch)"


@dataclass(frozen=True, slots=True)
class Manner:
    """How one language commits, accepts, offers, asks, wishes, speaks of others, leaves open and refuses."""

    commits: re.Pattern[str]
    accepts: re.Pattern[str]
    offers: re.Pattern[str]
    asks: re.Pattern[str]
    needs: re.Pattern[str]
    third: re.Pattern[str]
    open: re.Pattern[str]
    refuses: re.Pattern[str]
    reported: re.Pattern[str]


DEED_DE = (
    r"(?:mach|schreib|schick|ruf|frag|bestell|kümmer|übernehm|organisier|bau|stell|trag|trach|häng|hol|bring|druck|klär|prüf|schau|guck|"
    r"kuck|such|red|sprech|telefonier|reservier|buch|leg|setz|füll|erledig|besorg|meld|back|fahr|pack|nehm|mess|zeichn|sag|zieh|"
    r"änder|korrigier|räum|sammel|sammle|reklamier|lös|lose|reich|rechn|kopier|scann|lad|teil|führ|zeig|verschick|lies|lese|les|"
    r"notier|informier|bereit|plan|koch|putz|wechsel|reparier|tausch|liefer|kauf|check|teste?|mail|post|üb|knöpf|schieb|aktualisier|"
    r"ergänz|entwerf|formulier|überarbeit|vereinbar|kontaktier|kontrollier|installier|bereite?|biet|beantrag|streich|streiche?|lass|werf|"
    r"dreh|spül|weise?|gib|geb|nachhak|hak|fixier|starte?|fang|schließ|schliess|öffne?|richt|regel|regle|programmier|dokumentier|"
    r"versuch|probier|leit|hör|fülle?|tipp|verteil|sperr|kündig|verschieb|bespr\w+|absprech|abklär|abstimm|mahn|rühr)"
)
GERMAN = Manner(
    commits=re.compile(
        rf"\b{I_DE}\s+(?:\w+\s+){{0,1}}?(?:{DEED_DE}\w{{0,3}}|geh\s+da|gehe\s+da|rede|werde?|tu|due|do)\b(?<!\bmein)|"
        rf"\b(?:{DEED_DE}\w{{0,2}}|tu|könnt|kann|werde?|muss|frog|hol|kriegsch)(?:'?s)?\s*(?:(?:das|dat|det|des|es|mal|dann|se|sie|die|den|euch|dir)\s+)?"
        rf"{I_DE}\b|\b(?:mach|frag|bring|ruf|schreib|schick|brauch|zieh|kläre?)'?ch\b|"
        rf"\b{I_DE}\s+(?:kann|könnte|muss|werd)\b(?=.*\w+en\b)|\bich\s+(?:mich|das|es|den|die|dir|ihnen|euch)\s+(?:\w+\s+){{0,6}}?{DEED_DE}\w{{0,3}}\b|"
        r"\b(?:das|dat|det|des)\s+(?:mach|übernehm)e?\s|\blass\s+mich\s+das|\bauf\s+meine\s+kappe|\b(?:von|bei)\s+mir\b(?=\s*(?:\.|$|!))|"
        r"^\W*(?:ich|ick|i)\W*$|^\W*(?:ich|ick|i)\s*[.!,]",
        re.IGNORECASE,
    ),
    accepts=re.compile(
        r"^\W*(?:(?:na|also|hm|äh|ach|oh|okay|ok|und)\W+)*(?:ja\b|jo\b|jau\b|joa\b|jup\b|klar\b|gerne?\b|okay\b|ok\b|gut\b|guat\b|jut\b|in\s+ordnung|geht\s+klar|"
        r"kriegen\s+sie|kriegst\s+du|hast\s+du\b|haben\s+sie\b|alles\s+klar|kein\s+problem|von\s+mir\s+aus|einverstanden|mach(?:e)?\s|kann\s+ich|hab\s+ich|natürlich|selbstverständlich|sicher|"
        r"jawohl|nu\b|wird\s+(?:gemacht|erledigt)|passt\b|verstanden|notiert|bin\s+dabei|freilich|top\b|sehr\s+gern|mhm\b)",
        re.IGNORECASE,
    ),
    offers=re.compile(rf"\b(?:soll|kann|darf|könnte?)\s+{I_DE}\b[^.!]*\?|\b{I_DE}\s+könnte?\b", re.IGNORECASE),
    asks=re.compile(
        r"\b(?:kannst|könntest|würdest|magst|willst|musst|müsstest|solltest|sollst|machst|schaust|guckst|übernimmst|fragst|rufst|schreibst|"
        r"schickst|bringst|holst|kümmerst|baust|nimmst|fährst|gehst|bestellst|druckst|stellst|trägst|\w{2,}st)\s?(?:du|de|mir|dir|uns)?\b(?<=du)|"
        r"\bdu\s+(?:\w+\s+){0,3}?\w{2,}st\b|\b\w{2,}ste\b|\b(?:kannste|machste|haste|könnste|könn'?\s+se|kannst\s+du|könnts|kannst)\b|"
        r"\b(?:könnt|könnten|können|könn|würden|würdet|möchten|mögen|dürfte\s+ich|müssten|müssen|sollten|sollen|schicken|machen|schreiben|rufen|"
        r"fragen|übernehmen|nehmen|bringen|lassen|bestellen|prüfen|kümmern|geben|schauen|melden|stellen|holen|klären|legen)\s*'?\s*(?:sie|se|ihr)\b|"
        r"\bsie\s+(?:\w+\s+){0,2}?\w+en\s+(?:\w+\s+){0,3}?bitte\b|\bbitte\b|\bsei(?:en\s+sie)?\s+so\s+(?:gut|lieb|nett)|\bbei\s+(?:dir|ihnen)\b|"
        r"(?<!\bich\s)(?<!\bick\s)(?<!\bi\s)\b(?:mach|schreib|schick|ruf|frag|bestell|kümmer|übernimm|fahr|red|sag|nimm|hol|bring|schau|guck|druck|gib|meld|prüf|trag|leg|stell)e?\s+"
        r"(?:du|dat|das|des|mal|doch|bitte|dich|denen|dem|der|den|die|da|mir|uns|noch|es|det)\b",
        re.IGNORECASE,
    ),
    needs=re.compile(
        r"\bich\s+(?:brauch|bräucht)e?\b|\bbrauche?\s+ich\b|\bhätte?\s+ich\s+(?:aber\s+)?gern", re.IGNORECASE
    ),
    third=re.compile(
        r"\b(?:machen|schicken|schreiben|bringen|übernehmen|kümmern|holen|klären|besorgen|prüfen|sollen|können|werden|"
        r"macht|schickt|schreibt|ruft|fragt|übernimmt|kümmert|bestellt|organisiert|baut|stellt|prüft|klärt|holt|bringt|druckt|besorgt|"
        r"meldet|soll|sollte|könnte|kann|muss|müsste|wird|würde|nimmt|fährt|geht|redet|spricht|liegt\s+bei|liegt\s+dann\s+bei|hängt\s+bei|"
        r"zuständig|verantwortlich|kriegt|trägt|leitet|regelt|richtet|legt|tauscht|repariert|bei)\b",
        re.IGNORECASE,
    ),
    open=re.compile(
        r"\bwer\b[^.!]*(?:\?|$)|\b(?:jemand|irgendwer|irgendeiner|einer|eener|man)\b|\b(?:wir|mir|mer)\b|\bbräuchten\b|\bbrauchen\b|\bmüsste\w*\b|"
        r"\b(?:brauche?|hätte?)\s+ich\b|\bich\s+(?:brauche?|hätte|bräuchte)\b|\?",
        re.IGNORECASE,
    ),
    refuses=re.compile(
        rf"\b{I_DE}\b[^.!?]*\b(?:nicht|net|nit|ned|ni|nich|keine?\s+zeit|leider)\b|\b(?:kann|mach|schaff|will)e?\s+{I_DE}\b[^.!?,]*\b(?:nicht|net|nit|ned|nich)\b|"
        r"^\W*(?:nee|nein|nö|na,|noi)\b|\bgeht\s+(?:bei\s+mir\s+)?(?:leider\s+)?nicht|\bohne\s+mich",
        re.IGNORECASE,
    ),
    reported=re.compile(
        r"\b(?:hat|hatte|haben|meinte|sagte|sagt|meint)\b[^.!?]*?(?:gesagt|gemeint|versprochen|,)[^.!?]*$",
        re.IGNORECASE,
    ),
)
DEED_EN = (
    r"(?:do|make|send|write|call|ask|check|prepare|take|look|bring|get|order|draft|fix|try|set|put|go|talk|find|update|share|email|mail|"
    r"handle|finish|work|present|design|arrange|organise|organize|book|speak|contact|upload|draw|sketch|have|start|review|test|see)"
)
ENGLISH = Manner(
    commits=re.compile(
        rf"\bi(?:'ll|\s+will|\s+can|\s+could|'m\s+going\s+to|\s+am\s+going\s+to|'m\s+gonna|\s+shall)\s+(?!not\b|be\s+(?:away|off|late)|never)(?:\w+ly\s+|just\s+|also\s+|then\s+)*\w+"
        rf"|\blet\s+me\s+{DEED_EN}|\bleave\s+(?:it|that)\s+(?:to|with)\s+me|\bi(?:'ve|\s+have)\s+to\s+{DEED_EN}|\bi\s+(?:need|promise)\s+to\s+{DEED_EN}"
        r"|^\W*(?:i\s+(?:will|can|do)|me|i)\W*$|\bi'll\b(?!\s+(?:not|never))|\bon\s+it\b|\bcount\s+me\s+in",
        re.IGNORECASE,
    ),
    accepts=re.compile(
        r"^\W*(?:(?:oh|well|um|uh|and)\W+)*(?:yes|yeah|yep|yup|sure|okay|ok|of\s+course|no\s+problem|will\s+do|fine|alright|all\s+right|absolutely|"
        r"certainly|happy\s+to|i'd\s+love|mm-?hmm|right|got\s+it|i\s+can)\b",
        re.IGNORECASE,
    ),
    offers=re.compile(
        r"\b(?:shall|should|can|could)\s+i\b[^.!]*\?|\bi\s+could\b|\bdo\s+you\s+want\s+me\s+to\b", re.IGNORECASE
    ),
    asks=re.compile(
        r"\b(?:can|could|would|will|should|shall)\s+you\b|\byou(?:'ll|\s+will|\s+can|\s+could|\s+should|\s+have\s+to|\s+need\s+to|'re\s+going\s+to|\s+are\s+going\s+to|\s+must)\b|"
        rf"\bplease\b|\bi\s+(?:want|need|would\s+like|'d\s+like)\s+you\s+to\b|^\W*(?:so\W+)?{DEED_EN}\s+(?:me|us|the|that|it|a)\b|\bover\s+to\s+you|\bup\s+to\s+you",
        re.IGNORECASE,
    ),
    needs=re.compile(r"\bi\s+(?:need|want|'d\s+like|would\s+like)\b", re.IGNORECASE),
    third=re.compile(
        r"\b(?:will|'ll|is\s+going\s+to|takes?|does|sends?|writes?|calls?|should|can|could|has\s+to|needs\s+to|handles?|prepares?|up\s+to|with|for|to)\b|'ll\b",
        re.IGNORECASE,
    ),
    open=re.compile(r"\bwho\b|\bsome(?:one|body)\b|\bany(?:one|body)\b|\bwe\b|\blet's\b|\?", re.IGNORECASE),
    refuses=re.compile(
        r"\bi\s*(?:can't|cannot|won't|don't|couldn't|'m\s+afraid|am\s+afraid|will\s+not|can\s+not|'m\s+not|'d\s+rather\s+not)|\bi'll\s+(?:not|never)\b|^\W*(?:no|nope|sorry)\b(?!\s+(?:problem|worries))",
        re.IGNORECASE,
    ),
    reported=re.compile(r"\b(?:he|she|they)\s+(?:said|says|promised|told)\b[^.!?]*$", re.IGNORECASE),
)
MANNERS = {"de": GERMAN, "en": ENGLISH}


def owner_of(
    utterances: Sequence[TranscriptUtterance], index: int, evidence: Sequence[int], names: Sequence[str], language: str
) -> str | None:
    """The owner of the task said in utterance ``index`` and its ``evidence``: one of ``names`` (labels of speakers), a
    name as it was said if it fits no label, or ``None`` where nobody took the task or was named."""
    return _Scene(utterances, names, MANNERS[language]).owner(sorted({index, *evidence}))


class _Scene:
    def __init__(self, utterances: Sequence[TranscriptUtterance], names: Sequence[str], manner: Manner) -> None:
        self.lines, self.names, self.manner = utterances, names, manner

    def owner(self, places: Sequence[int]) -> str | None:
        for place in places:
            found = self._named(place) or self._taken(place) or self._answered(place)
            if found is not None:
                return found
        return next((name for place in places if (name := self._third(place)) is not None), None)

    def _named(self, place: int) -> str | None:
        text = self.lines[place].text
        asked = [one.name for one in self._others(place) if self._addressed(text, one)]
        wishes = self.manner.needs.search(text) and not self._commits(text)
        if not asked or not (wishes or self.manner.asks.search(text)):
            return None
        refused = {self.lines[answer].speaker for answer in self._after(place) if self._refused(answer)}
        return next((name for name in asked if name not in refused), None)

    def _taken(self, place: int) -> str | None:
        line = self.lines[place]
        if self._refused(place):
            return None
        if self._commits(line.text):
            return line.speaker
        before = self.lines[place - 1] if place > 0 else None
        if before is None or before.speaker == line.speaker or not self.manner.accepts.search(line.text):
            return None
        if self.manner.offers.search(before.text):
            return before.speaker
        return line.speaker if self.manner.asks.search(before.text) and not self.manner.asks.search(line.text) else None

    def _answered(self, place: int) -> str | None:
        text, speaker = self.lines[place].text, self.lines[place].speaker
        asks = self.manner.asks.search(text) or self.manner.needs.search(text)
        leaves_open = self.manner.open.search(text)
        if not asks and not leaves_open:
            return None
        for answer in self._after(place):
            line = self.lines[answer]
            if line.speaker == speaker or self._refused(answer):
                continue
            accepts = asks and self.manner.accepts.search(line.text)
            if self._commits(line.text) or accepts:
                return line.speaker
        return None

    def _third(self, place: int) -> str | None:
        text = self.lines[place].text
        told = [one for one in self._others(place) if not self._addressed(text, one)]
        return next((one.name for one in told if self._does(text, one)), None)

    def _commits(self, text: str) -> bool:
        found = self.manner.commits.search(text)
        return found is not None and not self.manner.reported.search(text[: found.start()])

    def _refused(self, place: int) -> bool:
        text = self.lines[place].text
        text = CONDITION.sub("", text)
        return self.manner.refuses.search(text) is not None and not self._commits_elsewhere(text)

    def _commits_elsewhere(self, text: str) -> bool:
        parts = re.split(r"[.!?;,]\s", text)
        return any(self._commits(part) and not self.manner.refuses.search(part) for part in parts)

    def _others(self, place: int) -> list[Mention]:
        speaker = self.lines[place].speaker
        return [one for one in mentions(self.lines[place].text, self.names) if one.name != speaker]

    def _addressed(self, text: str, one: Mention) -> bool:
        # A name between commas or at an end is spoken to; in lower-case text without commas any name is.
        before, after = text[: one.start].rstrip(), text[one.end :].lstrip()
        set_off = (
            before in ("",)
            or before[-1] in ",.!?;:–-"
            or before.casefold().endswith((" und", "bitte", "also", "dann", "so"))
        )
        ends = not after or after[0] in ",.!?;:–-"
        return (set_off and ends) or ("," not in text and text == text.lower() and set_off)

    def _does(self, text: str, one: Mention) -> bool:
        near = text[max(0, one.start - 25) : one.end + 30]
        return self.manner.third.search(near) is not None

    def _after(self, place: int) -> list[int]:
        end, found = self.lines[place].end, []
        for answer in range(place + 1, min(place + 1 + ANSWERS, len(self.lines))):
            start = self.lines[answer].start
            if end is None or start is None or start - end <= ANSWER_SECONDS:
                found.append(answer)
        return found
