"""How steady the summary's figures are: AMI train by five folds of series, and without the meetings of one site.

``python -m training.minutes.validation`` prints ROUGE-1, ROUGE-2 and content words with their spread over the parts.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from training.minutes.ami import Corpus
from training.minutes.rouge import means, rouge
from training.minutes.summary import Example, ami_example, folds, trained_models

SHOWN = (0, 1, 3)  # of rouge.MEASURES


def by_part(examples: Sequence[Example], parts: Sequence[object]) -> dict[object, tuple[float, ...]]:
    """The figures of each part, its meetings left out of the training."""
    found = {}
    for part in sorted(set(parts), key=str):
        models = trained_models([one for one, at in zip(examples, parts, strict=True) if at != part])
        held = [one for one, at in zip(examples, parts, strict=True) if at == part]
        texts = [" ".join(one.cleaned[place] for place in models.chosen(one)) for one in held]
        found[part] = means([rouge(text, one.reference) for text, one in zip(texts, held, strict=True)])
    return found


def main() -> None:
    """Print both."""
    examples = [ami_example(meeting) for meeting in Corpus().meetings("train")]
    fold = folds(examples)
    for title, parts in (("folds of series", fold), ("sites left out", [one.name[0:2] for one in examples])):
        found = by_part(examples, parts)
        print(title)
        for part, figures in found.items():
            size = sum(at == part for at in parts)
            print(f"  {part} ({size} meetings): " + " / ".join(f"{figures[column]:.1f}" for column in SHOWN))
        table = np.array(list(found.values()))[:, SHOWN]
        print("  spread: " + " / ".join(f"{value:.1f}" for value in table.std(axis=0, ddof=1)))


if __name__ == "__main__":
    main()
