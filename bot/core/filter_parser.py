"""What people type after a list: filters as `key:value` or by a value alone, in any order, between other words."""

from collections.abc import Mapping
from difflib import get_close_matches

from bot.core.choices import match_choice
from bot.core.fields import Where
from bot.core.list_filter import ListFilter
from bot.core.refusal import Refusal

_ALIKE = 0.75


def read_filters(text: str, where: Where, filters: Mapping[str, ListFilter]) -> tuple[tuple[str, ...], str]:
    """The filters in `text`, each as `key:value`, and the words that are none.

    Raises Refusal for a value that its filter does not know, and for a key that is nearly one.
    """
    found: dict[str, str] = {}
    words: list[str] = []
    rest = text.strip()
    while rest:
        taken = _keyed(rest, where, filters) or _bare(rest, where, filters)
        if taken:
            key, value, length = taken
            found[key] = value
        else:
            word = rest.split(maxsplit=1)[0]
            words.append(word)
            length = len(word)
        rest = rest[length:].lstrip()
    return tuple(f"{key}:{value}" for key, value in found.items()), " ".join(words)


def _keyed(rest: str, where: Where, filters: Mapping[str, ListFilter]) -> tuple[str, str, int] | None:
    word = rest.split(maxsplit=1)[0]
    key, colon, typed = word.partition(":")
    if not colon or not typed:
        return None
    one = filters.get(key.lower())
    if one is None:
        if near := get_close_matches(key.lower(), list(filters), n=1, cutoff=_ALIKE):
            raise Refusal(f"There is no filter “{key}”. Did you mean {near[0]}:{typed}?", "wanted")
        return None
    value = one.value(where.mentioned(typed) or typed, where)
    if value is None:
        raise one.unknown(typed, where)
    return one.key, value, len(word)


def _bare(rest: str, where: Where, filters: Mapping[str, ListFilter]) -> tuple[str, str, int] | None:
    for one in filters.values():
        if one.is_bare and one.choices:
            value, length = match_choice(one.choices(where), rest)
            if value is not None:
                return one.key, value, length
    return None
