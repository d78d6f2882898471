"""The Home tab, from the record: what is mine, and nothing of what I may not see."""

from typing import Any

from bot.operations.acknowledge import Acknowledge
from bot.operations.clocks import PauseClock
from bot.operations.roles import ClaimRole
from bot.slack.views import home
from playground.blockkit import check_view
from playground.readable import readable
from storage.database import Database
from tests.slack.samples import PROCESS, incident, minutes, started
from tests.slack.samples import view as shown
from tests.world import ANA, BO, TEAM, World


async def _home(world: World, user_id: str) -> dict[str, Any]:
    open_ones = await world.engine.open_views(TEAM, user_id)
    mine = [one for one in open_ones if one.belongs(user_id)]
    return home.home(home.Overview(open_ones, mine), world.engine.process)


async def seen_by(world: World, user_id: str) -> str:
    view = await _home(world, user_id)
    assert check_view(view) == []
    return readable(view["blocks"])


async def test_mine_comes_before_what_else_is_open(database: Database) -> None:
    world = World(database)
    await world.declare(ANA, name="Checkout is down")
    await world.declare(BO, name="Search is slow")
    text = await seen_by(world, BO)
    assert text.index("# Yours") < text.index("Search is slow", text.index("# Yours")) < text.index("# Also open")
    assert "Checkout is down" in text[text.index("# Also open") :]


async def test_a_private_incident_is_not_on_the_home_tab_of_others(database: Database) -> None:
    world = World(database)
    await world.declare(ANA, name="Somebody has our keys", private=True)
    assert "Somebody has our keys" in await seen_by(world, ANA)
    assert "Somebody has our keys" not in await seen_by(world, BO)


async def test_what_was_kept_is_no_longer_due(database: Database) -> None:
    world = World(database)
    incident = await world.declare(ANA)
    assert "[Acknowledge · INC-1]" in await seen_by(world, ANA)
    await world.do(incident, Acknowledge())
    await world.do(incident, ClaimRole())
    text = await seen_by(world, ANA)
    assert "[Acknowledge · INC-1]" not in text
    assert "[Claim lead · INC-1]" not in text
    assert "[Post update · INC-1]" in text


async def test_what_is_at_risk_comes_first_and_the_most_urgent_before_the_others(database: Database) -> None:
    world = World(database)
    late = await world.declare(ANA, name="Checkout is down", severity="sev1")
    world.later(minutes=15)
    await world.declare(ANA, name="Search is slow", severity="sev1")
    world.later(minutes=6)
    await world.declare(ANA, name="Mail is late", severity="sev3")
    hidden = await world.declare(BO, name="Somebody has our keys", severity="sev1", private=True)
    world.later(minutes=10)
    await world.do(late, PauseClock(clock="update", reason="Waiting for the vendor"))

    text = await seen_by(world, ANA)

    risky, _, rest = text.partition("# Due next")
    first, second = risky.index("INC-1 Checkout is down"), risky.index("INC-2 Search is slow")
    assert risky.index("# At risk") < first < second
    # Acknowledgement and lead are overdue; the next update is paused.
    assert risky[first:second].count("was due") == 2
    assert "[Acknowledge · INC-1] [Claim lead · INC-1]" in risky[first:second]
    assert "Next update" not in risky[first:second]
    assert "INC-3" not in risky
    assert "INC-3 Mail is late · Acknowledgement due" in rest
    assert "keys" not in text
    assert "Somebody has our keys" in (await seen_by(world, BO)).partition("# Due next")[0]

    for kept in (late, 2):
        await world.do(kept, Acknowledge())
        await world.do(kept, ClaimRole())
    assert "Checkout is down" not in (await seen_by(world, ANA)).partition("# Due next")[0]
    assert hidden == 4


def test_a_warning_is_a_risk_and_what_is_left_out_is_counted() -> None:
    many = [
        incident(id=n, reference=f"INC-{n}", clock_events=[started("resolve", 30 + n)])
        for n in range(1, home.MOST_AT_RISK + 4)
    ]
    view = home.home(home.Overview([shown(one, minutes(40)) for one in many], []), PROCESS)
    assert check_view(view) == []
    text = readable(view["blocks"])
    risky = text[text.index("# At risk") : text.index("# Open")]
    # Of thirteen clocks ten are overdue by now, and three are warned five minutes before.
    assert risky.count("was due") == 10
    assert "And 3 more at risk." in risky
    assert "# Due next" not in text
    assert "# At risk" not in readable(
        home.home(home.Overview([shown(one, minutes(20)) for one in many], []), PROCESS)["blocks"]
    )
