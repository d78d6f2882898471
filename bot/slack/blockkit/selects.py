"""Selects: up to a hundred choices stand in one; of more, those that fit what somebody types are asked of us."""

from collections.abc import Sequence
from functools import lru_cache

from bot.core.fields import Choice
from bot.core.text import one_line, shortened
from bot.slack.blockkit.message import Block

MOST_OPTIONS = 100
"""In a select, in a group of one, and in an answer to what is typed."""
LONGEST_LABEL = 75


def select(choices: Sequence[Choice], value: str | None = None, total: int | None = None) -> Block:
    """A select of these choices, this one chosen; `total` is how many there are, where these are only the first."""
    chosen = next((option(choice) for choice in choices if choice.value == value), None)
    initial = {"initial_option": chosen} if chosen else {}
    count = total or len(choices)
    if count <= MOST_OPTIONS:
        return {"type": "static_select", "options": [option(choice) for choice in choices], **initial}
    return {**asking(f"Type to find one of {count}"), **initial}


def asking(placeholder: str) -> Block:
    """A select whose options Slack asks us for, whenever somebody opens it or types into it."""
    return {"type": "external_select", "min_query_length": 0, "placeholder": fixed(placeholder)}


def offered(found: Sequence[Choice], total: int) -> Block:
    """The answer to what was typed: the first of what fits it. That this is not all is said above them."""
    options = [option(choice) for choice in found[:MOST_OPTIONS]]
    if total <= len(options):
        return {"options": options}
    return {"option_groups": [{"label": fixed(f"First {len(options)} of {total}: type more"), "options": options}]}


@lru_cache(maxsize=2048)
def option(choice: Choice) -> Block:
    """A choice on one line each for label and description, cut with “…” where Slack shows no more.

    Forms offer the same choices again and again: each is drawn once, and what is returned is not to be changed.
    """
    label = one_line(choice.label, LONGEST_LABEL) or shortened(choice.value, LONGEST_LABEL)
    drawn: Block = {"text": plain(label), "value": choice.value}
    description = one_line(choice.description, LONGEST_LABEL)
    return {**drawn, "description": plain(description)} if description else drawn


def plain(text: str) -> Block:
    """Words that may have a sign by its name, such as `:fire:`."""
    return {"type": "plain_text", "text": text}


def fixed(text: str) -> Block:
    """Words of our own, in which a colon is a colon."""
    return {"type": "plain_text", "text": text, "emoji": False}
