"""How fast delivery works, how long it waits after a failure, and when it gives something up."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Pace:
    """How the worker and the destinations work. Seconds are those of the bot's clock.

    lease_seconds: how long work stays with a worker that says nothing; longer than any single call takes.
    rounds: how many incidents are carried at the same time in one lane.
    stopping_seconds: how many real seconds the calls under way are given to end when the process stops.
    overtaken_seconds: how long more severe incidents may be carried before one whose last change is older.
    poll_seconds: how often to look for work that nobody announced: another process's, or a dead one's.
    grace: how long a request that brought no answer may still take effect. Looking sooner could miss it.
    backoff, longest_backoff: the first and the longest pause after a failure that may pass.
    give_up_age, give_up_tries: a message that is this old and was tried this often is put aside and told to a person.
    """

    lease_seconds: float = 60.0
    rounds: int = 8
    stopping_seconds: float = 20.0
    overtaken_seconds: float = 10.0
    poll_seconds: float = 5.0
    grace: float = 10.0
    backoff: float = 1.0
    longest_backoff: float = 60.0
    give_up_age: timedelta = timedelta(days=1)
    give_up_tries: int = 20
