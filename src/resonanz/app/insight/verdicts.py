"""The verdicts on a difference in the reader's language, as charts and pages show them."""

from django.utils.translation import gettext

from resonanz.app.charts.values import Verdict, Word


def verdict(word: Word) -> Verdict:
    """The verdict after correction for many comparisons."""
    short, full = {
        Word.HIGHER: (gettext("clearly higher"), gettext("leaders clearly higher")),
        Word.UNCLEAR: (gettext("unclear"), gettext("unclear")),
        Word.LOWER: (gettext("clearly lower"), gettext("leaders clearly lower")),
    }[word]
    return Verdict(word, short, full)
