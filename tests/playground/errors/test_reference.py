"""The tables against Slack's method reference, if SLACK_METHODS_JSON names a copy; else nothing here is collected."""

import json
import os
from pathlib import Path

from playground.methods import METHODS
from tests.playground.errors.generic import REQUIRED
from tests.playground.errors.tables import TABLE

# Not for bots in conversation: the installation, functions of workflows, and links other people post.
LEFT_OUT = {"chat.unfurl", "functions.completeError", "functions.completeSuccess", "oauth.v2.access"}
# Arguments whose absence has an error of its own.
SAID_OTHERWISE = {
    "conversations.create": ["name"],
    "conversations.invite": ["users"],
    "conversations.rename": ["name"],
    "files.getUploadURLExternal": ["length"],
    "reactions.add": ["channel", "timestamp"],
}
TIERS = {"t2": 20, "t3": 50, "t4": 100, "t5": 0, None: 0}
# Methods of the playground that the reference does not have; their errors are from their own pages.
BEYOND = {"chat.deleteScheduledMessage", "chat.scheduledMessages.list"}


def test_errors_scopes_tiers_and_required_arguments_are_those_of_the_reference() -> None:
    reference = json.loads(Path(os.environ["SLACK_METHODS_JSON"]).read_text(encoding="utf-8"))
    assert set(METHODS) - BEYOND == set(reference) - LEFT_OUT
    for method in set(reference) - LEFT_OUT:
        known, ours = reference[method], METHODS[method]
        assert set(TABLE[method]) == set(known["errors"]), method
        named = {*REQUIRED.get(method, "").split(), *SAID_OTHERWISE.get(method, ())}
        assert named >= set(known["required"]), method
        assert set(ours.scopes) == set(known["bot_scopes"] or []), method
        assert ours.tier == TIERS[known["rate_limit"]], method
