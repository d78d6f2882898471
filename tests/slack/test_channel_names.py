"""What rooms are called."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.references import reference
from bot.slack.outbound.channel_names import LONGEST_CHANNEL_NAME, room_name

CHANNEL_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
PREFIXES = st.from_regex(r"[A-Z][A-Z0-9]{0,9}", fullmatch=True)
NUMBERS = st.integers(1, 999_999_999)


@given(PREFIXES, NUMBERS, st.text(max_size=200), st.integers(0, 200))
def test_a_room_name_is_always_one_that_slack_takes(prefix: str, number: int, name: str, attempt: int) -> None:
    room = room_name(reference(prefix, number), name, attempt)
    assert CHANNEL_NAME.fullmatch(room)
    assert not room.endswith("-")
    assert len(room) <= LONGEST_CHANNEL_NAME
    assert room.startswith(reference(prefix, number).lower())


@given(st.text(max_size=200), st.lists(st.integers(0, 50), min_size=2, max_size=2, unique=True))
def test_each_attempt_is_another_name(name: str, attempts: list[int]) -> None:
    one, other = (room_name("INC-42", name, attempt) for attempt in attempts)
    assert one != other or re.search(r"\d", name)  # "x-2" may be the name of the incident itself


def test_room_names_people_know() -> None:
    assert room_name("INC-42", "Checkout is down!") == "inc-42-checkout-is-down"
    assert room_name("INC-42", "Café — naïve ÜBERLAUF") == "inc-42-cafe-naive-uberlauf"
    assert room_name("INC-42", "x" * 100, 1) == "inc-42-" + "x" * 71 + "-2"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Zapłata kartą", "zaplata-karta"),
        ("Größe", "grosse"),
        ("Ærø færge står stille", "aero-faerge-star-stille"),
        ("Đặt hàng bị lỗi", "dat-hang-bi-loi"),
        ("İstanbul ödeme", "istanbul-odeme"),
        ("Оплата картой", "oplata-kartoy"),
        ("Πληρωμές", "pliromes"),
        ("結帳故障", "jie-zhang-gu-zhang"),
        ("決済エラー", "jue-jiera"),
        ("결제 오류", "gyeol-je-olyu"),
        ("خطأ في الدفع", "kht-fy-ldf"),
        ("भुगतान", "bhugtan"),
        ("ＣＨＥＣＫＯＵＴ ①", "checkout-1"),
        ("🔥", "fire"),
        ("<!channel> 結帳", "channel-jie-zhang"),
        ("iPhone GitHub", "iphone-github"),
    ],
)
def test_letters_of_other_scripts_are_spelled_out(name: str, expected: str) -> None:
    assert room_name("INC-42", name) == f"inc-42-{expected}"
