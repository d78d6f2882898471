"""What is wrong with a process, as a value: where it is, and the nearest thing that would be right."""

from collections.abc import Iterable
from difflib import get_close_matches

Location = tuple[str | int, ...]
"""The way to a value: keys of tables and places in lists, as pydantic writes it."""

Finding = tuple[Location, str]
"""What is wrong, and where."""


def suggestion(word: str, known: Iterable[str]) -> str:
    """The end of a sentence that names the nearest known word, or all where none is near."""
    choices = sorted(known)
    if near := get_close_matches(word, choices, n=1):
        return f"did you mean {near[0]!r}?"
    return f"there is {', '.join(choices)}"
