"""The tests."""

import bot.engine
import bot.operations
from bot.core.registry import registry

registry.collect(bot.operations, bot.engine)
