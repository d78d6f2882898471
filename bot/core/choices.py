"""Choices by name: which of several a typed text begins with."""

from bot.core.fields import Choice


def match_choice(choices: tuple[Choice, ...], rest: str) -> tuple[str | None, int]:
    """The choice that `rest` begins with, by value or by name, the longest if several do; and how long that is."""
    named = [(name, c.value) for c in choices for name in (c.value, c.value.replace("_", " "), c.label, *c.words)]
    for name, value in sorted(named, key=lambda pair: -len(pair[0])):
        start, after = rest[: len(name)], rest[len(name) :]
        if start.lower() == name.lower() and not after[:1].strip():
            return value, len(name)
    return None, 0
