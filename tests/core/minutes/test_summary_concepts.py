"""What is known of a concept, and what its second mention and the little words are worth."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from resonanz.core.minutes.concepts import KINDS, Concepts, ConceptUtterances, little, paired, single, single_table
from resonanz.core.minutes.coverage import MOST, SHAPE, Rates, Worth, little_worth, select, times_said
from resonanz.core.minutes.talk import Floats

RATES = Rates(word=1.0, pair=1.0, little=1.0, score=0.0, power=1.0, length_power=1.0, shortest=1)
TEXTS = ("The boat must float.", "I float the boat to the lake.", "To the the.")


def said(texts: tuple[str, ...], score: Floats | None = None) -> ConceptUtterances:
    lengths = np.array([len(text.split()) for text in texts])
    return ConceptUtterances(
        np.zeros(len(texts), dtype=np.int64), lengths, np.zeros(len(texts)) if score is None else score
    )


def known(found: Concepts, texts: tuple[str, ...] = TEXTS) -> dict[str, dict[str, float]]:
    names, table = single_table(found, said(texts))
    return {key: dict(zip(names, row, strict=True)) for key, row in zip(found.keys, table.tolist(), strict=True)}


def test_content_pairs_and_function_words_share_no_key() -> None:
    assert single(TEXTS, "en").keys == ("boat", "float", "lake")
    assert {"the_ boat", "boat must_", "must_ float", "boat to_"} <= set(paired(TEXTS, "en").keys)
    assert "to_ the_" not in paired(TEXTS, "en").keys
    assert little(TEXTS, "en").keys == ("the_", "must_", "i_", "to_")


def test_each_couple_is_counted_once_with_how_often() -> None:
    found = little(TEXTS, "en")
    row, number, times = found.counted()
    the = number == found.keys.index("the_")
    assert (row[the].tolist(), times[the].tolist()) == ([0, 1, 2], [1, 2, 2])


def test_the_kinds_beside_a_word_are_shares() -> None:
    boat, floating = (known(single(TEXTS, "en"))[key] for key in ("boat", "float"))
    assert boat["after_article"] == 1
    assert boat["before_content"] == 0
    assert floating["before_border"] == floating["before_article"] == 0.5
    assert floating["after_first_singular"] == 0.5
    for values in (boat, floating):
        for side in ("before", "after"):
            assert sum(values[f"{side}_{kind}"] for kind in KINDS) == pytest.approx(1)


def test_the_kinds_are_the_same_in_german() -> None:
    table = known(single(("Das Boot liegt am See.",), "de"), ("Das Boot liegt am See.",))
    assert table["see"]["after_preposition"] == table["see"]["before_border"] == 1


def test_letters_are_beside_the_mean_of_the_meeting() -> None:
    table = known(single(TEXTS, "en"))
    assert sum(row["letters"] for row in table.values()) == pytest.approx(0)
    assert table["float"]["letters"] > table["boat"]["letters"]


def test_times_said_are_the_tails_of_negative_binomial_counts() -> None:
    means = np.array([0.0, 0.2, 3.0, 15.0])
    expected = stats.nbinom.sf(np.arange(MOST), SHAPE, (SHAPE / (SHAPE + means))[:, None])
    np.testing.assert_allclose(times_said(means), expected, atol=1e-12)
    assert times_said(means)[3].sum() == pytest.approx(15.0, rel=1e-2)


@pytest.mark.parametrize(("second", "chosen"), [(1.0, [0, 1]), (0.0, [1, 2])])
def test_a_second_mention_counts_only_where_it_has_a_worth(second: float, chosen: list[int]) -> None:
    texts = ("boat boat", "boat", "lake")
    found = single(texts, "en")
    value = np.array([[1.0, second, second], [0.5, 0.0, 0.0]])
    assert select([Worth(found, value)], said(texts), 3, RATES) == chosen


def test_function_words_tip_the_scale_but_are_no_reason_to_take_a_line() -> None:
    texts = ("Boat then.", "The boat.", "The of the.")
    words = single(texts, "en")
    worth = Worth(words, np.array([[1.0]]))
    shares = {"the": 80.0, "of": 40.0}
    assert select([worth], said(texts), 2, RATES) == [0]
    function = little_worth(texts, "en", RATES, shares, 100)
    assert select([worth, function], said(texts), 2, RATES) == [1]
    assert select([worth, function], said(texts), 100, RATES) == [1]
    assert 2 in select([worth, Worth(function.concepts, function.value)], said(texts), 100, RATES)
