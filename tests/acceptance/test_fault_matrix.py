"""Let calls to Slack go wrong once, in every way that calls do: nothing is lost, nothing is there twice.

Here each method meets half of the faults, at its last call. `make matrix` plays every fault at every call.
`pytest -s -n0` prints this part of it at the end.
"""

from collections.abc import Iterator

import pytest

from tests.acceptance.matrix import FAULTS, Fresh, Matrix, Result, chequered, in_process, one_a_method, report

HALVES = 2


@pytest.fixture(scope="module")
def results() -> Iterator[list[Result]]:
    found: list[Result] = []
    yield found
    print(f"\n{report('Calls go wrong once', found)}")


@pytest.mark.parametrize("half", range(HALVES))
async def test_a_fault_at_any_method_leaves_no_trace(half: int, files: Fresh, results: list[Result]) -> None:
    matrix = Matrix(FAULTS, in_process, files)
    expected, cells = await matrix.cells()
    chosen = chequered(one_a_method(cells))
    assert {cell.kind for cell in chosen} == set(FAULTS)
    assert {cell.call.method for cell in chosen} == {cell.call.method for cell in cells}
    played = await matrix.run(expected, chosen[half::HALVES])
    results += played
    assert not [result for result in played if result.problem]
