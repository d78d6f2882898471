"""Pull the plug at calls to Slack, before or after their effect: nothing is lost, nothing is there twice.

Here one process after the other is killed, after the effect of the first call of each method in each channel; on
PostgreSQL where killing leaves most behind. `make matrix` plays each call for itself, on both databases.
"""

import pytest

from tests.acceptance.matrix import KILLS, POSTGRES_LEASE, Cell, Fresh, Matrix, a_process, first
from tests.databases import Postgres

pytestmark = pytest.mark.long

WORST = "killed after"
LEAVING_MOST = ("conversations.create", "chat.postMessage")


async def test_kills_after_first_calls_leave_no_trace(files: Fresh) -> None:
    matrix = Matrix(KILLS, a_process, files)
    expected, calls = await matrix.undisturbed()
    problem, struck = await matrix.disturbed(expected, WORST, first)
    assert not problem
    assert {call.method for call in struck} >= {call.method for call in calls}


async def test_another_process_takes_over_on_postgresql(postgres: Postgres) -> None:
    matrix = Matrix(KILLS, a_process, postgres.fresh, POSTGRES_LEASE, at_once=4)
    expected, calls = await matrix.undisturbed()
    last = {call.method: call for call in sorted(calls)}
    played = await matrix.run(expected, [Cell(last[method], kind) for method in LEAVING_MOST for kind in KILLS])
    assert len(played) == len(KILLS) * len(LEAVING_MOST)
    assert not [result for result in played if result.problem]
