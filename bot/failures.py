"""How what nobody expected is logged: an unusable database in one line, anything else with where it came from."""

import logging

from storage.failures import failure_of


def log_failure(log: logging.Logger, error: BaseException, text: str, *args: object) -> None:
    """Log under `text % args`. An unusable database is no mistake in the code: its reason says all, each time anew."""
    if failure := failure_of(error):
        log.error(f"{text}: %s, the database is not usable: %s", *args, type(error).__name__, failure.reason)  # noqa: G004
    else:
        log.error(text, *args, exc_info=error)
