"""Choices by name: what a typed part finds, and in which order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.choices import fitting
from bot.core.fields import Choice

SEVERITIES = (
    Choice("sev1", "🔴 SEV1", "Critical", ("SEV1",)),
    Choice("sev2", "🟠 SEV2", "Major", ("SEV2",)),
    Choice("minor", "🟡 Not so severe", "Minor", ("Nebensächlich",)),
)
NAMES = st.text("abAB é", min_size=1, max_size=5)
CHOICES = st.lists(st.builds(Choice, NAMES, NAMES, NAMES, st.lists(NAMES, max_size=2).map(tuple)), max_size=8)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["sev1", "sev2", "minor"]),
        ("sev", ["sev1", "sev2", "minor"]),
        ("SEV2", ["sev2"]),
        (" sev2 ", ["sev2"]),
        ("🔴 sev1", ["sev1"]),
        ("NEBENSÄCH", ["minor"]),
        ("so", ["minor"]),
        ("critical", []),
        ("sev9", []),
    ],
)
def test_label_value_and_other_words_are_looked_through(typed: str, found: list[str]) -> None:
    assert [choice.value for choice in fitting(SEVERITIES, typed)] == found


def test_what_begins_so_comes_before_what_merely_has_it() -> None:
    pay = [Choice(name, name) for name in ("Repayments", "Prepay", "Payments", "paypal", "Search")]
    assert [choice.label for choice in fitting(pay, "pay")] == ["Payments", "paypal", "Repayments", "Prepay"]


@given(CHOICES, NAMES)
def test_all_that_fit_are_found_and_no_others(choices: list[Choice], typed: str) -> None:
    def fits(choice: Choice) -> bool:
        return any(typed.strip().lower() in name.lower() for name in (choice.label, choice.value, *choice.words))

    assert sorted(map(repr, fitting(choices, typed))) == sorted(repr(choice) for choice in choices if fits(choice))
