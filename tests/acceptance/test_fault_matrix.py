"""Let calls to Slack go wrong once, in every way that calls do: nothing is lost, nothing is there twice.

Here every call loses its answer after its effect, which is the worst; each method meets half of the others.
`make matrix` plays the whole. `pytest -s -n0` prints this part of it at the end.
"""

from collections.abc import Iterator

import pytest

from tests.acceptance.matrix import FAULTS, Fresh, Matrix, Result, chequered, in_process, one_a_method, report

WORST = "dropped after"
HALVES = 2


@pytest.fixture(scope="module")
def results() -> Iterator[list[Result]]:
    found: list[Result] = []
    yield found
    print(f"\n{report('Calls go wrong once', found)}")


@pytest.mark.parametrize("half", range(HALVES))
async def test_a_lost_answer_to_any_call_leaves_no_trace(half: int, files: Fresh, results: list[Result]) -> None:
    matrix = Matrix({WORST: FAULTS[WORST]}, in_process, files)
    expected, cells = await matrix.cells()
    assert len(cells) >= 25
    played = await matrix.run(expected, cells[half::HALVES])
    results += played
    assert not [result for result in played if result.problem]


async def test_other_faults_at_any_method_leave_no_trace(files: Fresh, results: list[Result]) -> None:
    matrix = Matrix({fault: FAULTS[fault] for fault in FAULTS if fault != WORST}, in_process, files)
    expected, cells = await matrix.cells()
    played = await matrix.run(expected, chequered(one_a_method(cells)))
    assert {result.cell.kind for result in played} == set(matrix.kinds)
    assert {result.cell.call.method for result in played} == {cell.call.method for cell in cells}
    results += played
    assert not [result for result in played if result.problem]
