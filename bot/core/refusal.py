"""A refusal: what was asked cannot be done, as data that each face shows in its own way."""

from enum import StrEnum
from typing import ClassVar

from bot.core.text import Line


class RefusalCode(StrEnum):
    """Why, for whoever acts on it: a face, a script. Never changes once used."""

    INVALID = "invalid"
    """What was given does not fit, on its own or together."""
    UNCHANGED = "unchanged"
    """It is so already."""
    WRONG_PHASE = "wrong_phase"
    """It cannot be done in this part of the incident's life."""
    FORBIDDEN = "forbidden"
    """This person may not."""
    NOT_FOUND = "not_found"
    """There is no such incident, or none that this person can see."""
    BUSY = "busy"
    """Not now; trying again helps."""


class Refusal(Exception):  # noqa: N818 (a refusal is an answer, not a fault)
    """What was asked cannot be done, and nothing has changed.

    `text` is for the person who asked; `field` is the field at fault, where one is; `helps` are the operations, by
    their slugs, that would lead on.
    """

    is_loggable: ClassVar[bool] = True

    def __init__(
        self,
        text: str | Line,
        field: str | None = None,
        *,
        code: RefusalCode = RefusalCode.INVALID,
        helps: tuple[str, ...] = (),
    ) -> None:
        # Its own text stays out of what a log may show: it may quote what people wrote.
        super().__init__(code)
        self.text: Line = [text] if isinstance(text, str) else text
        self.field = field
        self.code = code
        self.helps = helps
        self.incident: int | None = None
        """The incident it is about, by its id, where whoever carries it out knows one."""
