"""Where the time of a process goes, by layer: a look at what runs, taken whenever a little CPU time has passed."""

import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

EVERY = 0.005
"""Seconds of CPU time between two looks."""

PEOPLE, SERVING, CHECKING = "people (driver)", "playground: serving", "playground: checking what it is given"
LISTENING, OPERATIONS, RECORD = "bot: Bolt, listeners, words", "bot: operations and rules", "bot: record (SQLAlchemy)"
DELIVERY, SDK, LOOP = "bot: delivery", "bot: SDK", "HTTP, sockets, event loop"
WAITING = "waiting"

LAYERS: Sequence[tuple[str, str]] = (
    ("/selectors.py", WAITING),
    ("/sqlalchemy/", RECORD),
    ("/aiosqlite/", RECORD),
    ("/storage/", RECORD),
    ("/playground/blockkit/", CHECKING),
    ("/playground/arguments.py", CHECKING),
    ("/playground/view_stacks.py", CHECKING),
    ("/playground/driver.py", PEOPLE),
    ("/playground/driver_models.py", PEOPLE),
    ("/playground/element_driver.py", PEOPLE),
    ("/playground/modal_driver.py", PEOPLE),
    ("/playground/person_driver.py", PEOPLE),
    ("/benchmarks/", PEOPLE),
    ("/playground/", SERVING),
    ("/aiohttp/web", SERVING),
    ("/bot/delivery/", DELIVERY),
    ("/bot/slack/outbound/", DELIVERY),
    ("/bot/slack/api/", DELIVERY),
    ("/bot/operations/", OPERATIONS),
    ("/bot/incidents/", OPERATIONS),
    ("/bot/engine/", OPERATIONS),
    ("/bot/core/", OPERATIONS),
    ("/bot/sla/", OPERATIONS),
    ("/bot/", LISTENING),
    ("/slack_bolt/", LISTENING),
    ("/slack_sdk/", SDK),
)
"""The innermost call that is in one of these files says whose time it is."""


@dataclass
class Samples:
    """How often each layer was found at work, and the seconds of CPU time and of real time meanwhile.

    `main` is the CPU time of the thread with the event loop; the rest is that of the threads that wait for SQLite.
    """

    layers: Counter[str] = field(default_factory=Counter)
    cpu: float = 0.0
    main: float = 0.0
    wall: float = 0.0


@contextmanager
def sampled() -> Iterator[Samples]:
    """Look at the main thread, in which this has to be called, until the block ends."""
    samples = Samples()

    def look(_signal: int, frame: FrameType | None) -> None:
        samples.layers[_layer(frame)] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.siginterrupt(signal.SIGPROF, False)
    cpu, main, wall = time.process_time(), time.thread_time(), time.monotonic()
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    try:
        yield samples
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        samples.cpu, samples.main = time.process_time() - cpu, time.thread_time() - main
        samples.wall = time.monotonic() - wall


def _layer(frame: FrameType | None) -> str:
    own = sys.modules[__name__].__file__
    while frame is not None:
        path = frame.f_code.co_filename
        if path != own:
            for part, layer in LAYERS:
                if part in path:
                    return layer
        frame = frame.f_back
    return LOOP
