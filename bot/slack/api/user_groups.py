"""Who is in which user group, held in memory so that permissions and menus never wait for Slack."""

import logging
from collections.abc import Mapping, Sequence

from bot.core.fields import Choice
from bot.slack.api.client import ApiClient
from bot.slack.api.errors import Failure

log = logging.getLogger(__name__)


class UserGroups:
    """The user groups of the workspace as Slack last told them. Empty until refreshed, and where the plan has none."""

    def __init__(self, api: ApiClient) -> None:
        self._api = api
        self._members: Mapping[str, tuple[str, ...]] = {}
        self._choices: Sequence[Choice] = ()

    def members(self) -> Mapping[str, tuple[str, ...]]:
        """The members of each group, by its id."""
        return self._members

    def choices(self) -> Sequence[Choice]:
        """The groups as a menu offers them, by name."""
        return self._choices

    async def refresh(self) -> Failure | None:
        """Ask Slack. What was known stays if Slack cannot say; returns why it could not."""
        try:
            answer = await self._api.call("usergroups.list", include_users=True)
        except Failure as failure:
            log.warning("user groups are not refreshed: %s", failure)
            return failure
        groups = sorted(answer["usergroups"], key=lambda group: str(group["name"]).lower())
        self._members = {group["id"]: tuple(group.get("users", ())) for group in groups}
        self._choices = tuple(Choice(group["id"], f"@{group['handle']}", group["name"]) for group in groups)
        return None
