"""References."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.references import parse_reference, reference

PREFIXES = st.from_regex(r"[A-Z][A-Z0-9]{0,9}", fullmatch=True)
NUMBERS = st.integers(1, 999_999_999)


@given(PREFIXES, NUMBERS)
def test_what_is_formatted_can_be_read(prefix: str, number: int) -> None:
    text = reference(prefix, number)
    assert parse_reference(prefix, text) == parse_reference(prefix, f" {text.lower()} ") == number
    assert parse_reference(prefix, str(number)) == number


@given(PREFIXES, PREFIXES, NUMBERS)
def test_another_prefix_is_another_incident(prefix: str, other: str, number: int) -> None:
    read = parse_reference(prefix, reference(other, number))
    assert read == (number if other == prefix else None)


@given(PREFIXES, PREFIXES, NUMBERS)
def test_those_numbered_apart_have_numbers_of_their_own(prefix: str, private: str, number: int) -> None:
    text = reference(private, -number)
    assert parse_reference(prefix, text, private) == (number if private == prefix else -number)
    assert parse_reference(prefix, str(number), private) == number


@given(PREFIXES, st.text())
def test_any_text_is_a_number_or_nothing(prefix: str, text: str) -> None:
    number = parse_reference(prefix, text)
    assert number is None or number >= 0


def test_what_is_no_reference() -> None:
    for text in ("", "INC-", "-4", "INC-4x", "INC 4", "4 5", "INC-1234567890", "INC--4", "INC-4\nx"):
        assert parse_reference("INC", text) is None, text
