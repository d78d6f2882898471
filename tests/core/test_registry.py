"""The registry: what it takes up, and what it refuses."""

from copy import deepcopy

import pytest

from bot.core.registry import RegistrationError, registry
from tests.capabilities import TurnValve, crowd, module, turning


def test_more_modules_can_be_had_for_a_while() -> None:
    before = deepcopy(vars(registry))
    with registry.with_modules(turning()):
        assert registry.called("turn") is registry.operation("turn_valve")
        assert "measured" in registry.events()
    assert vars(registry) == before


def test_a_while_ends_also_where_something_went_wrong_in_it() -> None:
    before = deepcopy(vars(registry))

    class NoteAgain(TurnValve):
        """Write something down."""

        slug = "note"

    with pytest.raises(RegistrationError), registry.with_modules(crowd(), module("tests.again", NoteAgain)):
        raise AssertionError("it was taken up")
    assert vars(registry) == before
