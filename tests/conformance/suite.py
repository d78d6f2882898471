"""All rules: importing this collects them."""

from tests.conformance import calls, deliveries, interactions, rate_limits, socket_mode, suggestions, views
from tests.conformance.rules import RULES

__all__ = ["RULES", "calls", "deliveries", "interactions", "rate_limits", "socket_mode", "suggestions", "views"]
