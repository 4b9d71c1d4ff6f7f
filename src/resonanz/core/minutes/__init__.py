"""From the transcript of a meeting to its minutes: pure functions, nothing stored, no word invented.

The way of a transcript: ``reading`` makes utterances of a file, ``cleaning`` takes out what is only spoken,
``scoring`` and ``coverage`` choose the summary, ``detecting`` finds decisions, tasks, questions, wins and the check-in,
``owners`` and ``deadlines`` say who and until when, ``minutes`` puts it together, ``writing`` writes it down.
"""
