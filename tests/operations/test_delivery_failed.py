"""What could not be delivered names whom or where it was for, as its reader knows them."""

import pytest

from bot.core.registry import registry
from bot.core.scene import Place, Scene
from bot.core.text import Inline, Line, Person, RoomLink
from bot.operations.system_events import DeliveryFailed
from tests.slack.samples import CLEO, PROCESS, ROOM, under_way, view


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (f"person:{CLEO}", Person(CLEO)),
        ("room", "the room"),
        (f"channel:{ROOM}", RoomLink(ROOM)),
        (f"announcement:{ROOM}", RoomLink(ROOM)),
        ("announcement:incidents", "#incidents"),
        ("mail:ana@example.com", "ana@example.com"),
    ],
)
def test_an_address_is_named_as_its_reader_knows_it(address: str, shown: Inline) -> None:
    assert line({"what": "A message to", "address": address, "problem": "x"})[1:4] == ["A message to", " ", shown]


def test_a_person_whom_the_first_version_wrote_into_the_words_is_one() -> None:
    assert Person(CLEO) in line({"what": f"The invitation of <@{CLEO}>", "problem": "x", "advice": ""})


def test_without_an_address_the_words_stand_alone() -> None:
    assert line({"what": "Pinning the card", "problem": ""}) == ["could not do this: ", "Pinning the card"]


def line(payload: dict[str, str]) -> Line:
    return registry.event(DeliveryFailed.kind, payload).line(Scene(view(under_way()), PROCESS, None, Place.ROOM))
