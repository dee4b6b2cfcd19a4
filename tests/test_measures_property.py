"""Whatever is recorded and corrected, in whatever pieces: the summary is what the records add up to."""

from datetime import date, timedelta

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotamesh.do.facts.queries import fingerprint
from quotamesh.do.measures.actions import record_measures
from quotamesh.do.measures.tests.test_booking import value
from quotamesh.do.orders.actions import rebuild_facts
from tests.cast_records import LEAVES, SELLERS

DAYS = (date(2024, 12, 30), date(2025, 1, 2), date(2025, 3, 30), date(2025, 6, 1), date(2025, 8, 31))
CODES = ("calls", "leads", "accounts_covered", "named_accounts")
told = st.tuples(
    st.sampled_from(SELLERS), st.sampled_from(CODES), st.sampled_from(DAYS), st.integers(0, 2),
    st.integers(0, 50), st.sampled_from(("", *LEAVES)),
)  # fmt: skip


@settings(
    max_examples=40 if connection.vendor == "sqlite" else 15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(batches=st.lists(st.lists(told, min_size=1, max_size=6), min_size=1, max_size=4))
def test_recording_in_pieces_is_the_same_as_all_at_once(cast, actor, batches):
    with transaction.atomic():
        for batch in batches:
            values = {}
            for person, code, day, later, amount, product in batch:
                one = value(cast, person, code, day + timedelta(later), amount, product)
                values[one.key] = one
            record_measures(actor, list(values.values()), "test")
        kept = fingerprint()
        assert rebuild_facts(actor)
        assert fingerprint() == kept
        transaction.set_rollback(True)
