"""What is wrong with a configuration, said so that a person can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.process.findings import Location


@dataclass(frozen=True)
class ConfigProblem:
    """One mistake: in which file ("environment" for a variable), at which key, in which line (from 1) if known."""

    file: str
    key: str
    line: int | None
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(part for part in (place, self.key, self.message) if part)


class ConfigError(Exception):
    """The configuration cannot be used; str() has a line for each of its problems."""

    def __init__(self, problems: Iterable[ConfigProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def dotted(location: Location) -> str:
    """Write a location as people do: `severities[1].update_every`."""
    text = ""
    for part in location:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


_MESSAGES = {
    "missing": "is missing",
    "string_type": "has to be text in quotes",
    "bool_type": "has to be true or false",
    "bool_parsing": "has to be true or false",
    "int_type": "has to be a whole number",
    "int_parsing": "has to be a whole number",
    "float_parsing": "has to be a number",
    "tuple_type": "has to be a list",
    "list_type": "has to be a list",
    "dict_type": "has to be a table",
    "model_type": "has to be a table",
    "too_short": "must not be empty",
    "too_long": "can have at most {max_length}",
    "string_too_short": "must not be empty",
    "string_too_long": "is too long: at most {max_length} characters",
    "enum": "has to be {expected}",
    "literal_error": "has to be {expected}",
    "greater_than": "has to be above {gt}",
    "greater_than_equal": "has to be at least {ge}",
    "less_than_equal": "has to be at most {le}",
}


def explain(error: Any) -> str:
    """The message for one of pydantic's `ErrorDetails`, without the value that was wrong."""
    context = error.get("ctx", {})
    if template := _MESSAGES.get(error["type"]):
        return template.format(**context)
    message: str = error["msg"]
    return message.removeprefix("Value error, ")
