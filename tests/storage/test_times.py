"""Times in the record: aware, UTC, and to the microsecond what was put in."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from storage.database import Database
from storage.tables import Snooze
from tests.storage.rows import NOON, declared

_ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_TIMES = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=_ZONES)  # noqa: DTZ001  (the zone is drawn)


@pytest.fixture
async def incident_id(database: Database) -> int:
    return await declared(database)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moment=_TIMES)
async def test_a_time_comes_back_in_utc_as_the_same_moment(
    database: Database, incident_id: int, moment: datetime
) -> None:
    async with database.transaction() as session:
        snooze = Snooze(incident_id=incident_id, clock="update", until=moment, reason="", snoozed_at=NOON)
        session.add(snooze)
        await session.flush()
        back = (await session.scalars(select(Snooze.until).where(Snooze.id == snooze.id))).one()
        found = (await session.scalars(select(Snooze.id).where(Snooze.until == moment.astimezone(UTC)))).all()
        await session.rollback()
    assert back == moment
    assert back.utcoffset() == timedelta(0)
    assert found == [snooze.id]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moments=st.lists(_TIMES, min_size=2, max_size=5))
async def test_the_database_orders_times_as_time_does(
    database: Database, incident_id: int, moments: list[datetime]
) -> None:
    async with database.transaction() as session:
        session.add_all(
            Snooze(incident_id=incident_id, clock="update", until=moment, reason="", snoozed_at=NOON)
            for moment in moments
        )
        ordered = (await session.scalars(select(Snooze.until).order_by(Snooze.until))).all()
        await session.rollback()
    assert ordered == sorted(moments)
