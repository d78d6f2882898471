"""Choices by name: which of several a typed text begins with, and which a part of a name fits."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from bot.core.fields import Choice

SHORTEST_NEAR = 4
"""Letters below which two words are near each other by chance."""

_END = re.compile(r"[,:;.]?(?=\s|$)")


def match_choice(choices: tuple[Choice, ...], rest: str) -> tuple[str | None, int]:
    """The choice that `rest` begins with, by value or by name, the longest if several do; and how long that is."""
    named = [(name, c.value) for c in choices for name in (c.value, c.value.replace("_", " "), c.label, *c.words)]
    for name, value in sorted(named, key=lambda pair: -len(pair[0])):
        start, after = rest[: len(name)], rest[len(name) :]
        if start.lower() == name.lower() and (end := _END.match(after)):
            return value, len(name) + end.end()
    return None, 0


def nearest(choices: Sequence[Choice], word: str) -> list[str]:
    """The names of the choices that `word` is nearly, as they are typed; none where it is near none."""
    names = {name.casefold(): name for c in choices for name in (c.label, c.value, *c.words)}
    if len(word) < SHORTEST_NEAR:
        return []
    return [names[near] for near in get_close_matches(word.casefold(), names, n=4, cutoff=0.75)]


def fitting(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """The choices that a typed part of a label, a value or another word fits; those that begin with it come first."""
    wanted = typed.strip().casefold()
    ranked = [(choice, rank) for choice in choices if (rank := _rank(choice, wanted)) is not None]
    return [choice for choice, _ in sorted(ranked, key=lambda pair: pair[1])]


def _rank(choice: Choice, wanted: str) -> int | None:
    """0 where a name begins so, 1 where one has it anywhere; None where none does."""
    places = [name.casefold().find(wanted) for name in (choice.label, choice.value, *choice.words)]
    found = [place for place in places if place >= 0]
    return min(1, *found) if found else None
