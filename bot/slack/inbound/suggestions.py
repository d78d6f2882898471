"""What a select offers while somebody types into it: choices of a form's field, incidents, what there is to do.

What a form claims of itself only says what is asked; what is offered is what this person may see.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.core.choices import fitting
from bot.core.fields import LONGEST_TEXT, Choice, form_fields
from bot.core.refusal import Refusal
from bot.core.registry import registry
from bot.core.text import one_line
from bot.slack.blockkit.buttons import NotOursError
from bot.slack.blockkit.message import Block
from bot.slack.blockkit.selects import offered
from bot.slack.inbound.request import Request, Services
from bot.slack.views import forms, menu, which
from bot.slack.views.menu import MENU
from bot.slack.views.which import WHICH


async def suggested(services: Services, request: Request, body: Mapping[str, Any]) -> Block:
    """The options for what was typed; none in a select that is not ours, or for what this person cannot see."""
    typed = one_line(str(body.get("value") or ""), LONGEST_TEXT)
    action_id = body["action_id"]
    try:
        if action_id.startswith(MENU):
            return await _entries(services, request, menu.subject(action_id), typed)
        if action_id.startswith(WHICH):
            return await _incidents(services, request, which.operation(action_id), typed)
        meta = forms.carried(body["view"])
        if body["block_id"] == forms.INCIDENT:
            return await _incidents(services, request, meta.operation, typed)
        found = fitting(_choices(services, meta, body["block_id"]), typed)
    except (KeyError, NotOursError, Refusal):
        found = []
    return offered(found, len(found))


async def _entries(services: Services, request: Request, subject: int | None, typed: str) -> Block:
    """What the menu of an incident has, or the one where none is meant."""
    engine = services.engine
    incident = await engine.view_now(request.team_id, request.user_id, subject) if subject else None
    return menu.found(incident, engine.process, typed)


async def _incidents(services: Services, request: Request, slug: str, typed: str) -> Block:
    found = await services.engine.subjects(registry.operation(slug), request.team_id, request.user_id, typed)
    return offered(which.choices(found), found.total)


def _choices(services: Services, meta: forms.Meta, name: str) -> tuple[Choice, ...]:
    """What a field of an open form offers, from memory: as it stood when the form opened."""
    where = replace(services.where(None), phase=meta.phase)
    fields = (field for field in form_fields(registry.operation(meta.operation)) if field.name == name)
    return tuple(choice for field in fields for choice in forms.choices(field, where, services.user_groups.choices()))
