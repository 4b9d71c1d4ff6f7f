"""German deadlines: what each wording means (D is the day of the meeting, weeks run from Monday to Sunday).

Days. heute, Feierabend, bis 17 Uhr: D. morgen: D+1. übermorgen: D+2. A weekday, also "diesen" and "kommenden": the
first one after D. "nächsten Freitag": the same, but two readings. "übernächsten Freitag": a week later, two readings.
"Freitag nächster Woche": Friday of the next calendar week. "Freitag in einer Woche, in acht Tagen": the first Friday
after D and seven days. Clock times and times of day change nothing.

Weeks. diese Woche, Ende der Woche, bis zum Wochenende: Friday of this week (on a weekend the next). am Wochenende:
Sunday. nächste Woche: its Friday; Anfang, Mitte, Ende: Monday, Wednesday, Friday. KW 14: Friday of that ISO week.

Lengths. in drei Tagen: D+3. in einer Woche, in acht Tagen: D+7. in vierzehn Tagen: D+14. in einem Monat: the same day
of the next month or its last. "in zwei, drei Tagen": the longer one, two readings.

Months and more. Anfang, Mitte, Ende Mai: 1st, 15th, last; im Mai: the last; bis Mai: the last, two readings. Ende des
Monats: the last of this month; nächsten Monat: the last of the next. Quartalsende, Ende Q2, Jahresende: the last day.
Anfang des Jahres: the next 1 January; Mitte: the next 30 June.

Dates. 15.04., fünfzehnter April, zum Fünfzehnten, am fünften vierten: the next such day on or after D. A day that the
calendar lacks (31. Februar, KW 53 of most years): the words without a date. vor with a day: the day before; vor
Weihnachten: 24 December; bis Ostern: Easter Sunday.

No date, words kept: zeitnah, so bald wie möglich, gleich, nachher, bis zum nächsten Termin, im Sommer, nach den Ferien.
Nothing: what is past, habits (freitags, jeden Montag), lengths of time (zwei Wochen lang), beginnings (ab Montag, seit
Montag, nicht vor Montag), names (Frau Montag), greetings (guten Morgen; tschüss, bis morgen).
"""

import re
from typing import Final

from resonanz.core.minutes.deadlines import meanings as m
from resonanz.core.minutes.deadlines import shared
from resonanz.core.minutes.deadlines.german_words import VOCABULARY
from resonanz.core.minutes.deadlines.grammar import Context, Grammar, Rule, rules

NTH: Final = "NTH|NUM_dot"
ON_A_DAY: Final = ("", "DAY ~")
COUNTED: Final = (
    "NTH|noun|EVENT|MONTH|SEASON|week|day|month|year|quarter|halfyear|advent|DAY|NUM|oclock|hour|minute|weekend"
)

RULES: Final[list[Rule]] = [
    *shared.RULES,
    *rules(m.on(3), "afteraftertomorrow", "over aftertomorrow"),
    *rules(m.on(2), "over tomorrow"),
    *rules(m.on(1), "tomorrows day|DAY"),
    *rules(m.the_day, "todays day"),
    *rules(m.weekday, "next DAY", certain=False),
    *rules(m.weekday_and(1), "afternext DAY", certain=False),
    *rules(m.weekday_of_week(2), "DAY ~ over next week", "over next week ~ DAY"),
    *rules(m.end_of_week(2), "over next week", certain=False),
    *rules(m.from_weekday, "DAY in|over NUM week|day"),
    *rules(
        m.german_length,
        "today in|over NUM week|day",
        f"in NUM {shared.UNITS}",
        f"within ~ next|coming? ~ NUM {shared.UNITS}",
        f"in ~ next|coming NUM {shared.UNITS}",
    ),
    *rules(m.from_tomorrow, "tomorrow in|over NUM week|day"),
    *rules(m.one_and_a_half, "in|within ~ onehalf week|month|year", certain=False),
    *rules(m.next_day_of_month, f"on|to|by|latest ~ next {NTH} !{COUNTED}"),
    *rules(m.feast_code(501), "day the labour"),
    *rules(m.month_in_next_year, "next year ~ PART? ~ MONTH"),
    *rules(m.this_week, "still the week", "the week still"),
    *rules(m.months(3), "in NUM quarter"),
    *rules(m.calendar_week, f"PART? ~ {NTH} kw", f"DAY ~ {NTH} kw", f"PART? ~ {NTH} kw YEAR"),
    *rules(m.dated, *(f"{day} {NTH} of? MONTH YEAR?" for day in ON_A_DAY), "NUM MONTH YEAR?", bare=True),
    *rules(m.dated, *(f"{day} {NTH} {NTH} YEAR? !noun|kw|week|day|month" for day in ON_A_DAY), bare=True),
    *rules(m.dated_next_year, f"{NTH} ~ MONTH ~ next year"),
    *rules(
        m.day_of_month,
        f"on|to|by|latest ~ {NTH} !{COUNTED}",
        f"dem {NTH} !{COUNTED}",
        f"the NUM dot !{COUNTED}",
        f"DAY ~ {NTH} !noun|EVENT|week|day|quarter",
        f"{NTH} ~ this? month",
        bare=True,
    ),
    *rules(m.day_of_next_month, f"{NTH} ~ next|coming month"),
    *rules(None, "before|since NUM few? day|week|month|year|hour|minute", "before few day|week|month|year|hour|minute"),
    *rules(None, "today|DAY before NUM day|week|month|year", "before not? ~ NUM NUM? week|day"),
    *rules(None, "the|dem tomorrow", "tomorrow folk", "good tomorrow|day|daypart"),
    *rules(None, "to ~ NTH EVENT|noun", "on ~ NTH day|noun|EVENT"),
]
_SAID_TO_BE = r"\b(?:habe?|hast|hat|haben|habt|ham|hamma|hot|hob|hän|hem|'?ch\s+hab)\b"
_PARTICIPLE = (
    r"(?:ge|\w+ge)(?!nau\b|gen\b|rade\b|meinsam\b)\w{2,}(?:t|en|n)\b|\w+iert\b"
    r"|(?:be|ver|er(?!ste)|ent|zer|über(?!morgen|nächst)|unter)\w{3,}(?:t|en)\b"
)
_MOVED = (
    r"(?:gegangen|gekommen|gefahren|gewesen|geworden|passiert|geblieben|gelaufen|eingetroffen|angekommen|ausgefallen|"
    r"losgegangen|worden|abgelaufen|gscheh\w*|gsi|verreckt|gestorben|gelandet|gestartet|rausgegangen)"
)
CONTEXT: Final = Context(
    past=re.compile(
        rf"{_SAID_TO_BE}.*?\b(?!erledigt|fertig)(?:{_PARTICIPLE})|\b(?!erledigt)(?:{_PARTICIPLE})\s+{_SAID_TO_BE}"
        rf"|\b(?:bin|ist|is|isch|sind|seid|bist|ham|hab)\b.*?\b\w*{_MOVED}\b"
        r"|\b(?:war|warst|waren|hatten?|hattest|wurden?|kam|kamen|ging|gingen|sagten?|meinten?|gab|stand|fiel|rief|schrieb|"
        r"bekam|kriegte|musste|mussten|wollten?|konnten?|durften?|sollte\s+ja|lief|lagen?\b(?<!lage)|brachten?|dachte|fand|"
        r"saß|sass|saßen|standen|liefen|hieß|wusste|blieb|dauerte|passierte)\b",
        re.IGNORECASE,
    ),
    ahead=re.compile(
        r"\b(?:muss|musst|müss\w*|soll|sollen|sollt|sollst|sollten|kann|kannst|könn\w*|wird|werde|werden|wirst|werdet|will|"
        r"willst|wollen|darf|dürf\w*|möcht\w*|bitte|spätestens|hätten?\s+(?:ich|wir)?\s*gern\w*|zu\s+\w+en)\b",
        re.IGNORECASE,
    ),
    habit=re.compile(
        r"\b(?:immer(?!\s+(?:noch|wieder))(?<!wie\simmer)|normalerweise|meistens|meist|üblicherweise|grundsätzlich|gewöhnlich|"
        r"regelmäßig|jeweils|in\s+der\s+regel|sonst\s+immer|traditionell)\b",
        re.IGNORECASE,
    ),
    aside=re.compile(
        r"^\W*(?:und\s+|aber\s+|nur\s+)?(?:wenn|falls|sollte)\b|\b(?:urlaub|nicht\s+(?:da|hier|im\s+haus)|weg|krank|frei|"
        r"unterwegs|im\s+lager\s+bis|hausmesse|geschlossen|haben\s+zu|zugesperrt|auf\s+(?:reisen|dienstreise|kur|messe|fortbildung)|in\s+kur|erst|"
        r"nicht|nich|net|nit|ned|ni|hab\s+ich\s+keine|habe\s+ich\s+keine|keine\s+zeit)\b",
        re.IGNORECASE,
    ),
    farewell=re.compile(
        r"\b(?:tschüss?i?|tschö|ciao|tschau|servus|ade|adieu|pfiat\w*|wiedersehen|wiederhören|wiederluege|macht'?s\s+gut|mach'?s\s+gut|"
        r"schönen\s+(?:feierabend|abend|tag|urlaub|sonntag)|schönes\s+wochenende|schön's\s+wochenend\w*|feierabend\s+zusammen|"
        r"gute\s+nacht|wir\s+(?:sehen|hören)\s+uns|man\s+sieht\s+sich)\b",
        re.IGNORECASE,
    ),
    vague=re.compile(
        r"\b(?:(?:so|möglichst)\s+(?:schnell|bald|rasch|früh|zeitnah|zügig)(?:\s*(?:wie|als)\s*(?:möglich|(?:es|s|'s)?\s*geht))?"
        r"|gleich\s+(?:nachher|danach|im\s+anschluss|nach\s+de[rm]\s+\w+)|im\s+anschluss|bei\s+gelegenheit"
        r"|bevor\s+(?:ich|du|er|sie|wir|ihr)\s+\w+|zeitnah|demnächst|umgehend|unverzüglich|sofort|baldmöglichst|"
        r"schnellstmöglich|schnellstens|ehestmöglich|baldigst|raschestmöglich|schleunigst|a\.?s\.?a\.?p|nachher|nochher|"
        r"nahsten|jetzt\s+gleich|so\s+bald\s+es\s+geht|nächstens|in\s+kürze|kurzfristig|bald)\b",
        re.IGNORECASE,
    ),
)
GRAMMAR: Final = Grammar(VOCABULARY, tuple(RULES), CONTEXT)
