"""What Sitrep costs, as counts and ratios."""

import bot.operations
from bot.core.registry import registry

registry.collect(bot.operations)
