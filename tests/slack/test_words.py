"""What Sitrep says, word for word: read the files in `words/` aloud when they change."""

import pytest

from bot.core.registry import registry
from tests.slack.samples import EVENTS
from tests.slack.words import FOLDER, all_messages, rendered


@pytest.mark.parametrize("page", ["messages", "cards", "topics", "replies", "answers", "home", "previews", "sla"])
def test_the_words_are_those_that_were_reviewed(page: str) -> None:
    assert rendered()[page] == (FOLDER / f"{page}.txt").read_text()


def test_every_kind_of_event_is_among_the_reviewed() -> None:
    assert {event.kind for event in EVENTS.values()} == registry.events().keys()


def test_at_most_one_emoji_a_message() -> None:
    # A change of severity shows the sign of the new one only.
    for name, message in all_messages():
        signs = [sign for sign in "🔴🟠🟡🔵📌🎉" for _ in range(message.text.count(sign))]
        assert len(signs) <= 1, name
