"""What people do in a replay: call a form by command, fill it in, and press again where Slack says it did not work."""

from collections.abc import Mapping
from typing import Any

from playground import Modal, Person

TRIES = 10


class StuckError(Exception):
    """A person cannot go on; the text says what they saw."""


async def open_form(person: Person, command: str, channel: str) -> Modal:
    """Raises StuckError where no form opens."""
    said = ""
    for _ in range(TRIES):
        reply = await person.command(command, channel)
        modal = await person.modal_now()
        if modal is not None:
            return modal
        said = reply.text
    raise StuckError(f"{person.handle} typed {command} in {channel}, and no form opened: {said}")


async def fill_in(person: Person, command: str, channel: str, values: Mapping[str, Any]) -> None:
    """Call a form and submit it. Raises StuckError where it does not close."""
    modal = await open_form(person, command, channel)
    for _ in range(TRIES):
        outcome = await modal.submit(values)
        if outcome.closed:
            return
        if outcome.errors or outcome.failure is None:
            break
    raise StuckError(f"{person.handle}'s {command} in {channel} did not close: {outcome}")
