"""What a change costs late in an incident's life against early: updates and notes, of one incident."""

import time
from statistics import median

from benchmarks.bench import POSTGRES_NOTE, Bench
from benchmarks.report import Report, milliseconds
from bot.core.operation import Operation
from bot.operations.note import AddNote
from bot.operations.update import PostUpdate
from storage.database import Database
from tests.counting import counted
from tests.world import World

EARLY, LATE = range(1, 41), range(461, 501)
LONGEST_RATIO = 1.2
CHANGES: dict[str, type[PostUpdate | AddNote]] = {"update": PostUpdate, "note": AddNote}


async def measure(bench: Bench) -> Report:
    report = Report(f"Growth: changes {EARLY[0]} to {EARLY[-1]} of one incident against {LATE[0]} to {LATE[-1]}")
    report.say(POSTGRES_NOTE)
    rows = []
    for kind in bench.kinds:
        for name, change in CHANGES.items():
            with bench.fresh(kind) as url:
                seconds, statements = await lived(url, change)
            for what, found in (("time", seconds), ("statements", statements)):
                early, late = (median(found[number] for number in numbers) for numbers in (EARLY, LATE))
                shown = (milliseconds(early), milliseconds(late)) if what == "time" else (f"{early:.0f}", f"{late:.0f}")
                rows.append((kind, name, what, *shown, f"{late / early:.2f}"))
                promise = f"{what} of the late {name}: at most {LONGEST_RATIO} times, on {kind}"
                report.promise(promise, f"{late / early:.2f}", kept=late / early <= LONGEST_RATIO)
    report.table(("record", "change", "what", "early", "late", "ratio"), rows)
    return report


async def lived(url: str, change: type[Operation]) -> tuple[dict[int, float], dict[int, int]]:
    """Make five hundred changes, a minute apart; what each took, by number, in seconds and in statements."""
    database = Database(url)
    world = World(database)
    incident_id = await world.declare()
    seconds, statements = {}, {}
    for number in range(1, LATE[-1] + 1):
        world.later(minutes=1)
        with counted() as asked:
            began = time.perf_counter()
            await world.do(incident_id, change.model_validate({"body": f"Number {number}"}))
            seconds[number] = time.perf_counter() - began
        statements[number] = len(asked)
    await database.close()
    return seconds, statements
