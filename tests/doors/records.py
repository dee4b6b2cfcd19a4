"""Who does what to records of the field: customers, leads, deals, follow-ups, projects, named accounts."""

from tests.doors.table import (
    ADMINISTRATOR,
    ANALYST,
    DIRECTOR,
    FINANCE,
    LEADER,
    OPERATIONS,
    REGION,
    REPRESENTATIVE,
    SIGNED_IN,
)

READERS = {FINANCE: 403, ANALYST: 403}
ABOVE = (LEADER, REGION, DIRECTOR, OPERATIONS, ADMINISTRATOR)
CHANGERS = (REPRESENTATIVE, *ABOVE)
ADDERS = tuple(who for who in SIGNED_IN if who not in READERS)
