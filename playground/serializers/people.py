"""People as JSON: accounts, and the profiles in them."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Any
from zoneinfo import ZoneInfo

from playground.workspace import Account, Workspace

Json = dict[str, Any]
_COLORS = ("9f69e7", "4bbe2e", "e7392d", "3c989f", "674b1b", "e96699", "e0a729", "684b6c", "5b89d5", "2b6836")
_PICTURE_SIZES = (24, 32, 48, 72, 192, 512)


def user(workspace: Workspace, account: Account) -> Json:
    local = workspace.clock.now().astimezone(ZoneInfo(account.zone))
    offset = local.utcoffset()
    return {
        "id": account.id,
        "team_id": workspace.team_id,
        "name": account.handle,
        "deleted": account.deleted,
        "color": _COLORS[int(_hash(account)[:4], 16) % len(_COLORS)],
        "real_name": account.name,
        "tz": account.zone,
        "tz_label": account.zone,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": _profile(workspace, account),
        "is_admin": account.is_owner,
        "is_owner": account.is_owner,
        "is_primary_owner": account.is_owner,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": account.is_bot,
        "is_app_user": False,
        "updated": account.updated,
        "is_email_confirmed": account.is_person,
        "who_can_share_contact_card": "EVERYONE",
    }


def user_in_event(workspace: Workspace, account: Account) -> Json:
    shape = user(workspace, account)
    del shape["profile"]["status_emoji_display_info"]
    return shape


def _profile(workspace: Workspace, account: Account) -> Json:
    app = workspace.app_of(account.id)
    first, _, last = account.name.partition(" ")
    names = {"real_name": account.name, "display_name": account.display_name}
    picture = f"https://secure.gravatar.com/avatar/{_hash(account)}.jpg"
    return {
        "title": "",
        "phone": "",
        "skype": "",
        **names,
        **{f"{key}_normalized": _plain(name) for key, name in names.items()},
        "status_text": "",
        "status_text_canonical": "",
        "status_emoji": "",
        "status_emoji_display_info": [],
        "status_expiration": 0,
        "avatar_hash": f"g{_hash(account)[:11]}",
        "first_name": first,
        "last_name": last,
        **{f"image_{size}": f"{picture}?s={size}" for size in _PICTURE_SIZES},
        "team": workspace.team_id,
        **({"api_app_id": app.id, "bot_id": app.bot_id, "always_active": True} if app else {}),
        **({"email": account.email} if account.email else {}),
    }


def full_profile(workspace: Workspace, account: Account) -> Json:
    """Return what users.profile.get tells: the profile without the app's ids, and with the custom fields."""
    hidden = ("api_app_id", "bot_id", "team", "guest_invited_by")
    shown = {key: value for key, value in _profile(workspace, account).items() if key not in hidden}
    return shown | {"fields": {}}


def _hash(account: Account) -> str:
    return hashlib.md5(account.id.encode(), usedforsecurity=False).hexdigest()


def _plain(name: str) -> str:
    """Take the accents off a name, as in Slack's normalised ones."""
    apart = unicodedata.normalize("NFKD", name)
    return "".join(character for character in apart if not unicodedata.combining(character))
