"""blocks.validate: what Slack would say of blocks, a message or a view, without sending it."""

from __future__ import annotations

from typing import Any

from playground.blockkit import check_blocks, check_view
from playground.blockkit.checks import Problem
from playground.errors import SlackError, with_messages
from playground.methods.registry import NO_TOKEN, SPECIAL, Call, Json, method

KINDS = ("blocks", "message", "view")


@method("blocks.validate", tier=SPECIAL, tokens=NO_TOKEN)
def validate(call: Call) -> Json:
    given = [kind for kind in KINDS if call.args.values.get(kind) not in (None, "")]
    if len(given) != 1:
        raise with_messages("invalid_arguments", ["must provide exactly one of blocks, view, or message"])
    kind = given[0]
    problems = _problems(kind, call.args.json(kind, "invalid_arguments"))
    if problems:
        raise SlackError(f"invalid_{kind}", errors=[_shape(problem) for problem in problems])
    return {}


def _problems(kind: str, value: Any) -> list[Problem]:
    if kind == "view":
        return [Problem(one.pointer.removeprefix("/view"), one.message) for one in check_view(value)]
    if kind == "message":
        if not isinstance(value, dict):
            return [Problem("", "must provide an object")]
        return check_blocks(value.get("blocks", []), "message")
    return [Problem(one.pointer.removeprefix("/blocks"), one.message) for one in check_blocks(value, "message")]


def _shape(problem: Problem) -> Json:
    return {"pointer": problem.pointer, "code": "failed_constraint", "message": problem.message}
