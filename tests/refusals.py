"""Refusals, as tests ask for them: by their words, which are no part of the exception's own text."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.core.refusal import Refusal
from bot.slack.blockkit.mrkdwn import plain


@contextmanager
def refuses(words: str) -> Iterator[None]:
    """What is done inside is refused, with words that this pattern is found in."""
    with pytest.raises(Refusal) as raised:
        yield
    said = plain(raised.value.text, {})
    assert re.search(words, said), said
