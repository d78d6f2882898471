"""The registry: what it takes up, and what stands in where nothing is said."""

from copy import deepcopy

import pytest

from bot.core.event import Event
from bot.core.operation import Context, Operation, Theme
from bot.core.registry import RegistrationError, Registry, registry
from bot.core.scene import Place, Scene
from bot.core.section import CardSection
from bot.process.values import Audience, Phase
from bot.slack.blockkit.render import rendered
from bot.slack.views import answers
from playground.readable import readable
from storage.tables import Incident
from tests.capabilities import Measured, crowd, module, turning
from tests.core.samples import Ask, Told, narrowing, operation
from tests.slack.samples import ANA, PROCESS, VIEWER, under_way, view


def test_a_module_may_have_what_another_defines() -> None:
    """A section or a filter that is imported is no second one."""
    section, state = CardSection(lambda incident, process: []), narrowing("state", "open")
    found = Registry()
    for name in ("tests.one", "tests.two"):
        found.add(module(name, section, state))
    assert found.sections() == [section]
    assert found.filters() == {"state": state}


def test_what_is_not_said_of_an_operation_has_a_default() -> None:
    class Happen(Operation):
        slug = "happen"

        def apply(self, incident: Incident, context: Context) -> None: ...

    found = Registry()
    found.add(module("tests.made", Happen, Ask, Told))
    assert (Happen.theme, Happen.order, Happen.submit) == (Theme.RESPOND, 100, "Save")
    assert {Phase.TRIAGE, Phase.ACTIVE, Phase.PAUSED} == Happen.phases
    assert Ask.theme is Theme.ASK
    # Without a word it is Sitrep's own affair.
    assert found.typed() == [Ask]
    assert found.operations() == [Happen]
    assert found.event("told", {"what": "It is the cache"}) == Told(what="It is the cache")


WHERE = {
    Place.ROOM: "",
    Place.ANNOUNCEMENT: "INC-42 · ",
    Place.PERSON: "INC-42 Checkout is down in #inc-42-checkout-is-down\n",
    Place.CHANNEL: "INC-42 Checkout is down in #inc-42-checkout-is-down\n",
}


def told(happened: Event, place: Place) -> str:
    message = happened.message(Scene(view(under_way()), PROCESS, ANA, place))
    return readable(rendered(message).blocks, "", VIEWER)


def replied(happened: Event) -> str:
    return readable(answers.replied((happened,), view(under_way()), PROCESS).blocks, "", VIEWER)


@pytest.mark.parametrize("place", Place)
def test_an_event_with_only_a_line_is_told_everywhere_with_it(place: Place) -> None:
    who = "@Ana" if place in (Place.ROOM, Place.PERSON) else "Somebody"
    assert Measured.route == (Audience.ROOM,)
    assert told(Measured(what="7 bar"), place) == f"{WHERE[place]}{who} measured 7 bar"


def test_and_answered_with_it() -> None:
    assert replied(Measured(what="7 bar")) == "Measured 7 bar."


@pytest.mark.parametrize("place", Place)
def test_one_with_words_of_its_own_is_told_and_answered_with_them(place: Place) -> None:
    by = " by @Ana" if place in (Place.ROOM, Place.PERSON) else ""
    assert told(Told(what="7 bar"), place) == f"{WHERE[place]}Be told{by}\n7 bar"
    assert replied(Told(what="7 bar")) == "They know."


def test_more_modules_can_be_had_for_a_while() -> None:
    before = deepcopy(vars(registry))
    with registry.with_modules(turning()):
        assert registry.called("turn") is registry.operation("turn_valve")
        assert "measured" in registry.events()
    assert vars(registry) == before


def test_a_while_ends_also_where_something_went_wrong_in_it() -> None:
    before = deepcopy(vars(registry))
    again = module("tests.again", operation(slug="note"))
    with pytest.raises(RegistrationError), registry.with_modules(crowd(), again):
        raise AssertionError("it was taken up")
    assert vars(registry) == before
