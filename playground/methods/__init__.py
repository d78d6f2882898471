"""The Web API, one module a family of methods; importing them fills the registry."""

from playground.methods import (
    apps,
    bookmarks,
    chat,
    conversations,
    history,
    membership,
    pins,
    reactions,
    users,
    views,
)
from playground.methods.registry import METHODS

__all__ = [
    "METHODS",
    "apps",
    "bookmarks",
    "chat",
    "conversations",
    "history",
    "membership",
    "pins",
    "reactions",
    "users",
    "views",
]
