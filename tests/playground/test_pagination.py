"""Pagination: whatever their size, one after the other they hold everything once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.arguments import Arguments
from playground.errors import SlackError
from playground.methods.registry import paginate, paginate_clamped

LIMITS = st.integers(1, 1000) | st.integers(1, 9)


@given(st.integers(0, 300), LIMITS, st.booleans())
def test_pages_hold_everything_once(count: int, limit: int, clamped: bool) -> None:  # noqa: FBT001
    items, found, cursor = list(range(count)), list[int](), ""
    for _ in range(count + 1):
        cut = paginate_clamped if clamped else paginate
        shown, more = cut(items, Arguments({"limit": str(limit), "cursor": cursor}))
        found += shown
        cursor = more["next_cursor"]
        assert len(shown) == limit or not cursor
        if not cursor:
            break
    assert found == items


@given(st.integers(max_value=0) | st.integers(min_value=1001) | st.sampled_from(["many", "1.5", "１０", "0x10", "+1"]))
def test_a_limit_that_is_not_understood_is_refused_or_brought_near(limit: int | str) -> None:
    items = list(range(1200))
    with pytest.raises(SlackError, match="invalid_limit"):
        paginate(items, Arguments({"limit": limit}))
    shown, _ = paginate_clamped(items, Arguments({"limit": limit}))
    assert 1 <= len(shown) <= 1000


@given(st.text(min_size=1).filter(lambda text: not text.startswith("next:")))
def test_a_cursor_that_nobody_gave_out_is_refused(cursor: str) -> None:
    for cut in (paginate, paginate_clamped):
        with pytest.raises(SlackError, match="invalid_cursor"):
            cut([1, 2, 3], Arguments({"cursor": cursor}))
