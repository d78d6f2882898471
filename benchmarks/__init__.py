"""What Sitrep costs, as counts and ratios."""

import bot.engine
import bot.operations
from bot.core.registry import registry

registry.collect(bot.operations, bot.engine)
