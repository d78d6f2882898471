"""An incident with all that belongs to it: what tests look at."""

from sqlalchemy.ext.asyncio import AsyncSession

from storage import queries
from storage.tables import Incident


async def whole(session: AsyncSession, incident_id: int) -> Incident:
    found = await queries.incident(session, incident_id, Incident.collections())
    assert found is not None
    return found
