"""The stories of SLA clocks: every notice once, to the right people, in the words that were read aloud and kept."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

import pytest

from tests.acceptance.sla_story import BERLIN, STORIES, played, titled
from tests.acceptance.story import twice
from tests.acceptance.telling import FOLDER, Notice, Telling

SERVED = {"sqlite": 1, "postgresql": 1, "two replicas": 2}
"""By which database, and by how many bots together."""

CASES = [
    *((name, "sqlite") for name in STORIES),
    ("weekend", "postgresql"),
    pytest.param("outage", "postgresql", marks=pytest.mark.long),
    *(pytest.param(name, "two replicas", marks=pytest.mark.long) for name in ("afternoon", "nobody")),
]


@pytest.fixture
def url(served: str, request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue("sqlite_url" if served == "sqlite" else "postgres_url")
    return found


@pytest.mark.parametrize(("name", "served"), CASES)
async def test_the_story_is_told_as_it_was_read_aloud(name: str, served: str, url: str) -> None:
    telling = await played(name, url, SERVED[served])

    assert titled(name, telling) == (FOLDER / f"{name}.txt").read_text()
    assert len(set(telling.notices)) == len(telling.notices)
    assert not twice(telling.slack)
    CHECKS[name](telling)


ROOM, OTHER = "room of INC-1", "room of INC-2"


def afternoon(telling: Telling) -> None:
    """The room hears of each missed update in time; the lead and Dee only of what stays missed for 15 minutes."""
    assert at(overdue(telling, ROOM)) == ["14:30", "15:20", "15:53", "16:10"]
    assert at(overdue(telling, "bob")) == at(overdue(telling, "dee")) == ["14:45", "16:10"]
    assert heard(telling, "ana", "cy", "#incidents", without=["Update", "Resolved", "Closed"]) == []
    assert mentioned(telling) == {"bob"}


def weekend(telling: Telling) -> None:
    """Nothing at all is said from the pause on Friday until two hours after its end."""
    friday = STORIES["weekend"].start
    paused = friday + timedelta(hours=1, minutes=30)
    assert [one for one in telling.notices if paused < one.at < friday + timedelta(days=2, hours=23)] == []
    assert [f"{one.at.astimezone(BERLIN):%a %H:%M}" for one in overdue(telling, ROOM)] == [
        "Mon 13:30",
        "Tue 09:40",
        "Tue 11:30",
    ]
    assert heard(telling, "ana", "bob", "cy", "dee") == []
    assert mentioned(telling) == {"bob"}


def nobody(telling: Telling) -> None:
    """Each step asks the next after its time; the other incident's ladder ends when Dee takes it."""
    asked = [(*at([one]), one.place, *one.mentions) for one in telling.notices if "can you take it?" in one.text]
    assert asked == [
        ("03:15", ROOM, "bob"),
        ("03:15", "bob"),
        ("03:25", ROOM, "bob", "dee"),
        ("03:25", "dee"),
        ("03:40", ROOM, "@oncall", "bob", "cy"),
        ("03:40", "#incidents"),
        ("04:45", OTHER, "cy"),
        ("04:45", "cy"),
        ("04:55", OTHER, "cy", "dee"),
        ("04:55", "dee"),
    ]
    assert [at([one]) for one in telling.notices if one.is_for_all] == [["03:40"]]
    assert heard(telling, "ana") == []


def outage(telling: Telling) -> None:
    """What fell due in between comes once, as one message for each who is to know, and says that it is late."""
    back = [one for one in telling.notices if at([one]) == ["14:50"]]
    assert all("late: Sitrep was not running" in one.text for one in back)
    assert Counter(one.place for one in back) == dict.fromkeys((ROOM, OTHER, "bob", "cy", "dee"), 1)
    assert [(*at([one]), one.place) for one in telling.notices if one.at > back[-1].at] == [
        ("14:54", OTHER),
        ("14:55", "cy"),
        ("14:55", "dee"),
    ]
    assert heard(telling, "ana") == []


CHECKS = {"afternoon": afternoon, "weekend": weekend, "nobody": nobody, "outage": outage}


def overdue(telling: Telling, place: str) -> list[Notice]:
    return [one for one in telling.notices if one.place == place and "was due" in one.text]


def at(notices: Iterable[Notice]) -> list[str]:
    """By the clocks of Berlin."""
    return [f"{one.at.astimezone(BERLIN):%H:%M}" for one in notices]


def heard(telling: Telling, *places: str, without: Iterable[str] = ()) -> list[str]:
    """All that was said in these places, but for what has one of these words."""
    said = [one.text for one in telling.notices if one.place in places]
    return [text for text in said if not any(word in text for word in without)]


def mentioned(telling: Telling) -> set[str]:
    """Whom Slack notified of anything in the room."""
    return {who for one in telling.notices for who in one.mentions}
