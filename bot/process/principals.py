"""Who can act or be asked: a principal, by the one text under which the record, the log and the process know it."""

import re
from dataclasses import dataclass
from enum import StrEnum


class PrincipalKind(StrEnum):
    """What kind of somebody a principal is."""

    PERSON = "person"
    """A person in Slack: `U0123`, `W0123`."""
    GROUP = "group"
    """A user group in Slack: `S0123`."""
    KEY = "key"
    """A key of the API: `key:deploys`."""
    ALERT = "alert"
    """A source of alerts: `alert:prometheus`."""
    MAIL = "mail"
    """Somebody who is known by an address only: `mail:ana@example.com`."""
    IMPORTER = "import"
    """What brings in incidents of another system: `import:statuspage`."""


PERSON = r"[UW][A-Z0-9]+"
"""The id of a person, as a pattern."""
GROUP = r"S[A-Z0-9]+"
"""The id of a user group, as a pattern."""
NAME = r"[a-z][a-z0-9_-]{0,39}"
"""What a key, a source of alerts or an importer is called, as a pattern."""

_FORMS = {
    PrincipalKind.PERSON: re.compile(rf"(?P<name>{PERSON})"),
    PrincipalKind.GROUP: re.compile(rf"(?P<name>{GROUP})"),
    PrincipalKind.KEY: re.compile(rf"key:(?P<name>{NAME})"),
    PrincipalKind.ALERT: re.compile(rf"alert:(?P<name>{NAME})"),
    PrincipalKind.MAIL: re.compile(r"mail:(?P<name>[^\s@]+@[^\s@]+)"),
    PrincipalKind.IMPORTER: re.compile(rf"import:(?P<name>{NAME})"),
}


@dataclass(frozen=True)
class Principal:
    """Somebody. `name` is what tells them from others of their kind; `str()` is what the record keeps."""

    kind: PrincipalKind
    name: str

    def __str__(self) -> str:
        if self.kind in (PrincipalKind.PERSON, PrincipalKind.GROUP):
            return self.name
        return f"{self.kind}:{self.name}"

    @property
    def is_person(self) -> bool:
        """Whether this is somebody in Slack, who can be named, invited and asked there."""
        return self.kind is PrincipalKind.PERSON


def parse(text: str) -> Principal:
    """The principal that a text stands for. Raises ValueError where it stands for none."""
    for kind, form in _FORMS.items():
        if found := form.fullmatch(text):
            return Principal(kind, found["name"])
    raise ValueError(f"{text!r} names nobody")


def is_person(text: str | None) -> bool:
    """Whether this is the id of a person in Slack."""
    return text is not None and _FORMS[PrincipalKind.PERSON].fullmatch(text) is not None
