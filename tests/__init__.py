"""The tests."""

import bot.operations
from bot.core.registry import registry

registry.collect(bot.operations)
