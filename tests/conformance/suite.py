"""All rules: importing this collects them."""

from tests.conformance import calls, deliveries, limits, people, sockets, views
from tests.conformance.rules import RULES

__all__ = ["RULES", "calls", "deliveries", "limits", "people", "sockets", "views"]
