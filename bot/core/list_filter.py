"""A list filter: a key that lists of incidents can be narrowed by, as `key:value` or by a value alone."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.sql.elements import ColumnElement

from bot.core.fields import Choice, Where
from bot.core.refusal import Refusal

Condition = Callable[[str, str], ColumnElement[bool]]
"""What the record has to fulfil, of the value and the id of who asks; made in `storage`."""


@dataclass(frozen=True)
class ListFilter:
    """`choices` are the values it knows; without them, any word is one.

    `is_bare`: a value alone stands for it as well, as in `list sev1`. Of two values for one key the later holds.
    """

    key: str
    condition: Condition
    choices: Callable[[Where], tuple[Choice, ...]] | None = None
    is_bare: bool = False

    def value(self, word: str, where: Where) -> str | None:
        """The value that a typed word stands for; None where it stands for none."""
        if self.choices is None:
            return word.lower() or None
        typed = word.lower()
        for choice in self.choices(where):
            if typed in {name.lower() for name in (choice.value, choice.label, *choice.words)}:
                return choice.value
        return None

    def label(self, value: str, where: Where) -> str:
        """A value as people read it."""
        choices = self.choices(where) if self.choices else ()
        return next((_name(choice) for choice in choices if choice.value == value), value)

    def unknown(self, word: str, where: Where) -> Refusal:
        """Why this word is none of its values, and which there are."""
        known = ", ".join(choice.value for choice in (self.choices(where) if self.choices else ()))
        return Refusal(f"There is no {self.key} “{word}”. There is {known or 'none yet'}.", "wanted")


def _name(choice: Choice) -> str:
    return choice.words[0] if choice.words else choice.label
