"""What a row of the tables is: a call that provokes the error, or the reason why nothing from outside can."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Provoked:
    """A call that must be refused. Values that begin with `$` are names of the sample workspace.

    by: the actor of the workspace whose token is used; given: what holds in the workspace meanwhile; verb: of HTTP.
    """

    args: Json
    by: str = "helper"
    given: str = ""
    verb: str = "POST"


@dataclass(frozen=True, slots=True)
class Impossible:
    """Nothing an app or a person does in the playground leads there; `why` says so in one line."""

    why: str


Row = Provoked | Impossible
Table = dict[str, dict[str, Row]]


def call(by: str = "helper", given: str = "", verb: str = "POST", **args: Any) -> Provoked:
    return Provoked(args, by, given, verb)


def never(why: str) -> Impossible:
    return Impossible(why)


SLACK: Final = never("Slack's own breakdown: let a fault say it")
ORGANISATION: Final = never("only in an organisation (Enterprise Grid)")
CONNECT: Final = never("only where workspaces share channels (Slack Connect)")
GUEST: Final = never("only with guests, which the playground does not have")
MIGRATING: Final = never("only while Slack moves a channel to another workspace: let a fault say it")
ADMIN: Final = never("only by a setting of the administration that the playground does not have")
SALESFORCE: Final = never("only in channels of Salesforce records")
LEGACY: Final = never("only with an argument that the method no longer takes")
DRAFT: Final = never("only with drafts of Slack's own clients")
CANVAS_OFF: Final = never("only where the administration has turned canvases off")
USAGE: Final = never("only when a whole workspace posts too much: let a fault say it")
FOLDERS: Final = never("only with folders of bookmarks, which apps cannot make")
LIMITED: Final = never("Slack says ratelimited nowadays: see there")
ANOTHER: Final = never("Slack has a second name for the same cause, and answers with that")
