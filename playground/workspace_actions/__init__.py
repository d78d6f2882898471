"""The changes that a workspace can undergo, each with the system messages and events that follow from it."""

from playground.workspace_actions.channels import (
    archive,
    create_channel,
    delete_channel,
    join,
    leave,
    rename,
    set_purpose,
    set_topic,
    unarchive,
)
from playground.workspace_actions.files import delete_file, share_files, tell_of_file
from playground.workspace_actions.messages import broadcast, delete, edit, fill, pin, post, react, unpin, unreact
from playground.workspace_actions.people import (
    deactivate,
    open_home,
    set_profile,
    set_usergroup_members,
    welcome,
)

__all__ = [
    "archive",
    "broadcast",
    "create_channel",
    "deactivate",
    "delete",
    "delete_channel",
    "delete_file",
    "edit",
    "fill",
    "join",
    "leave",
    "open_home",
    "pin",
    "post",
    "react",
    "rename",
    "set_profile",
    "set_purpose",
    "set_topic",
    "set_usergroup_members",
    "share_files",
    "tell_of_file",
    "unarchive",
    "unpin",
    "unreact",
    "welcome",
]
