"""The Web API, one module a family of methods; importing them fills the registry."""

from playground.methods import (
    apps,
    blocks,
    bookmarks,
    canvases,
    chat,
    conversations,
    files,
    history,
    membership,
    pins,
    reactions,
    scheduled,
    uploads,
    users,
    views,
)
from playground.methods.registry import METHODS

__all__ = [
    "METHODS",
    "apps",
    "blocks",
    "bookmarks",
    "canvases",
    "chat",
    "conversations",
    "files",
    "history",
    "membership",
    "pins",
    "reactions",
    "scheduled",
    "uploads",
    "users",
    "views",
]
