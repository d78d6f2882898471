"""Pull the plug at calls to Slack, before or after their effect: nothing is lost, nothing is there twice.

Here every call is the last one after its effect, which leaves most behind; before it, once for each method.
`make matrix` plays the whole, on PostgreSQL too. `pytest -s -n0` prints this part of it at the end.
"""

from collections.abc import Iterator, Mapping

import pytest

from tests.acceptance.matrix import (
    KILLS,
    POSTGRES_LEASE,
    Cell,
    Fresh,
    Kind,
    Matrix,
    Result,
    a_process,
    one_a_method,
    report,
)
from tests.databases import Postgres

BEFORE, AFTER = ({kind: KILLS[kind]} for kind in KILLS)
GROUPS = 3
LEAVING_MUCH = ("bookmarks", "chat", "conversations", "pins")


@pytest.fixture(scope="module")
def results() -> Iterator[list[Result]]:
    found: list[Result] = []
    yield found
    print(f"\n{report('Killed at calls', found)}")


@pytest.mark.parametrize("group", range(GROUPS))
async def test_a_kill_after_any_call_leaves_no_trace(group: int, files: Fresh, results: list[Result]) -> None:
    matrix = Matrix(AFTER, a_process, files)
    expected, cells = await matrix.cells()
    assert len(cells) >= 25
    played = await matrix.run(expected, cells[group::GROUPS])
    results += played
    assert not [result for result in played if result.problem]


async def test_a_kill_before_any_method_leaves_no_trace(files: Fresh, results: list[Result]) -> None:
    matrix = Matrix(BEFORE, a_process, files)
    expected, cells = await matrix.cells()
    played = await matrix.run(expected, one_a_method(cells))
    assert len(played) >= 8
    results += played
    assert not [result for result in played if result.problem]


@pytest.mark.parametrize("kind", [BEFORE, AFTER], ids="".join)
async def test_another_process_takes_over_on_postgresql(
    kind: Mapping[str, Kind], postgres: Postgres, results: list[Result]
) -> None:
    """Where killing leaves most behind, once for each method."""
    matrix = Matrix(kind, a_process, postgres.fresh, POSTGRES_LEASE, at_once=7)
    expected, cells = await matrix.cells()
    played = await matrix.run(expected, one_a_method(filter(_leaves_much, cells)))
    assert len(played) >= 6
    results += played
    assert not [result for result in played if result.problem]


def _leaves_much(cell: Cell) -> bool:
    return cell.call.method.startswith(LEAVING_MUCH)
