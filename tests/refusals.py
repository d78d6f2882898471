"""Refusals, as tests ask for them: by their words, which are no part of the exception's own text."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from bot.core.refusal import Refusal
from bot.rendering import plain
from bot.rendering.reader import Reader
from bot.slack.blockkit.mrkdwn import SPELLING

READER = Reader(now=datetime(2024, 5, 1, 12, tzinfo=UTC), spelling=SPELLING)


@contextmanager
def refuses(words: str) -> Iterator[None]:
    """What is done inside is refused, with words that this pattern is found in."""
    with pytest.raises(Refusal) as raised:
        yield
    said = plain.line(raised.value.text, READER)
    assert re.search(words, said), said
