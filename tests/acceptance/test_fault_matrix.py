"""Let calls to Slack go wrong, in every way that calls do: nothing is lost, nothing is there twice.

Here the first call of each method goes wrong in every channel, in one run for each way. `make matrix` plays each call
for itself.
"""

import pytest

from tests.acceptance.matrix import FAULTS, Fresh, Matrix, first, in_process

pytestmark = pytest.mark.long


@pytest.mark.parametrize("kind", FAULTS)
async def test_first_calls_that_fail_leave_no_trace(kind: str, files: Fresh) -> None:
    matrix = Matrix(FAULTS, in_process, files)
    expected, calls = await matrix.undisturbed()
    problem, struck = await matrix.disturbed(expected, kind, first)
    assert not problem
    assert {call.method for call in struck} >= {call.method for call in calls}
