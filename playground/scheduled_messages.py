"""Posts scheduled messages when the clock of the workspace reaches their time."""

from __future__ import annotations

import asyncio
import contextlib

from playground import workspace_actions
from playground.content_models import ScheduledMessage
from playground.workspace import Workspace

LOOK_SECONDS = 1.0
"""The time shown may run at any pace, so it is looked at this often while something waits."""


class MessageScheduler:
    """One task for all that is scheduled; it sleeps while nothing is."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._work())

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _work(self) -> None:
        while True:
            await self._workspace.scheduling.wait()
            await self._workspace.clock.sleep(LOOK_SECONDS)
            for one in sorted(self._workspace.scheduled.values(), key=lambda waiting: waiting.post_at):
                if one.post_at <= self._workspace.timestamp():
                    del self._workspace.scheduled[one.id]
                    self._post(one)
            if not self._workspace.scheduled:
                self._workspace.scheduling.clear()

    def _post(self, one: ScheduledMessage) -> None:
        """Post, unless the channel is closed to the app by now: then, as in Slack, nobody is told."""
        channel, app = self._workspace.channels.get(one.channel), self._workspace.apps[one.app_id]
        if channel and not channel.archived and channel.visible_to(app.user.id):
            workspace_actions.post(self._workspace, channel, app.user, one.draft)
