"""What the detectors are measured by: counts by hand."""

from __future__ import annotations

import numpy as np

from training.minutes.measures import (
    Figures,
    best_threshold,
    items_near,
    labels_found,
    utterances_found,
)


def test_f1_comes_of_counts() -> None:
    figures = Figures(right=3, wrong=1, missed=2)
    assert (figures.precision, figures.recall) == (0.75, 0.6)
    assert round(figures.f1, 4) == 0.6667
    assert figures + Figures(1, 1, 1) == Figures(4, 2, 3)


def test_nothing_found_and_nothing_wanted_divides_by_nothing() -> None:
    assert Figures(0, 0, 0).f1 == 0.0


def test_utterances_count_exactly_and_pooled() -> None:
    chances = [np.array([0.9, 0.2, 0.6]), np.array([0.7])]
    truths = [np.array([1, 1, 0]), np.array([1])]
    assert utterances_found(chances, truths, 0.5) == Figures(right=2, wrong=1, missed=1)


def test_the_best_threshold_lies_between_the_last_found_and_the_next() -> None:
    chances = [np.array([0.9, 0.8, 0.4, 0.1])]
    threshold = best_threshold(chances, [np.array([1, 1, 0, 0])])
    assert 0.4 < threshold < 0.8


def test_an_item_is_found_within_four_utterances_and_counts_once() -> None:
    items: list[list[tuple[int, ...]]] = [[(10,), (30, 31)], [(5,)]]
    assert items_near([[6, 14, 40], [10]], items) == Figures(right=1, wrong=2, missed=2)
    assert items_near([[5], []], items).right == 0, "five utterances away is too far"


def test_a_second_line_of_a_task_counts_neither_way() -> None:
    labels = [("t1",), ("t1", "s1"), (), ("t2",), ("d1",)]
    assert labels_found([0, 1], labels, "t") == Figures(right=1, wrong=0, missed=1)
    assert labels_found([0, 2, 4], labels, "t") == Figures(right=1, wrong=2, missed=1)
    assert labels_found([], labels, "t") == Figures(right=0, wrong=0, missed=2)
