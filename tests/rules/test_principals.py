"""Who can act or be asked: one text for each, read back as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.process.principals import PrincipalKind, is_person, parse

KNOWN = {
    "U0123": (PrincipalKind.PERSON, "U0123"),
    "W0123": (PrincipalKind.PERSON, "W0123"),
    "S0123": (PrincipalKind.GROUP, "S0123"),
    "key:deploys": (PrincipalKind.KEY, "deploys"),
    "alert:prometheus": (PrincipalKind.ALERT, "prometheus"),
    "mail:ana@example.com": (PrincipalKind.MAIL, "ana@example.com"),
    "import:statuspage": (PrincipalKind.IMPORTER, "statuspage"),
}


@pytest.mark.parametrize("text", KNOWN)
def test_each_kind_is_known_by_its_text(text: str) -> None:
    found = parse(text)
    assert (found.kind, found.name) == KNOWN[text]
    assert str(found) == text
    assert is_person(text) is (text in ("U0123", "W0123"))


@pytest.mark.parametrize("text", ["", "ana", "u0123", "key:", "key:De ploys", "mail:nobody", "<@U1>", "U1 ", "U1\n"])
def test_anything_else_names_nobody(text: str) -> None:
    assert not is_person(text)
    with pytest.raises(ValueError, match="names nobody"):
        parse(text)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert str(parse(text)) == text
    except ValueError:
        assert not is_person(text)
