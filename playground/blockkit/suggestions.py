"""Suggestions: the options, or groups of options, with which an app answers a block_suggestion."""

from typing import Final

from playground.blockkit.checks import Check, Problem, Schema, array, either, record
from playground.blockkit.composition import OPTION, OPTION_GROUP

# None at all are an answer too: nothing fits what was typed.
_ANSWER: Final[Check] = record(
    Schema(
        optional={
            "options": array(OPTION, "select.options", least=0),
            "option_groups": array(OPTION_GROUP, "select.option_groups", least=0),
        },
        rules=(either("options", "option_groups"),),
    )
)


def check_suggestions(answer: object) -> list[Problem]:
    """What Slack would refuse in the answer to a block_suggestion, in order; pointers begin `/options`.

    answer: the decoded JSON, of whatever shape.
    """
    return list(_ANSWER(answer, ""))
