"""Whatever is booked, in whatever pieces: the summary kept on the way is the one computed from the records."""

from datetime import date, timedelta

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotamesh.do.facts.queries import fingerprint
from quotamesh.do.orders.actions import rebuild_facts
from quotamesh.do.orders.models import Order
from tests.cast_records import CUSTOMERS, LEAVES, SELLERS, Line, book, pay

ACROSS_YEARS = (date(2023, 12, 29), date(2024, 1, 2), date(2024, 3, 31), date(2024, 4, 1), date(2025, 12, 31))


@st.composite
def credits(draw) -> dict[str, int]:
    """One to three people whose shares make the whole."""
    people = draw(st.lists(st.sampled_from(SELLERS), min_size=1, max_size=3, unique=True))
    cuts = sorted(draw(st.integers(1, 9_999)) for _ in people[1:])
    bounds = [0, *cuts, 10_000]
    return {person: bounds[i + 1] - bounds[i] for i, person in enumerate(people)}


@st.composite
def batches(draw) -> list[list[Line]]:
    """Order lines in several calls. Order numbers come again: later lines of an order keep its day and customer."""
    heads: dict[int, tuple[date, str]] = {}
    result, count = [], 0
    for _ in range(draw(st.integers(1, 4))):
        batch = []
        for _ in range(draw(st.integers(1, 6))):
            number, count = draw(st.integers(1, 5)), count + 1
            day = draw(st.sampled_from(ACROSS_YEARS)) + timedelta(draw(st.integers(0, 2)))
            heads.setdefault(number, (day, draw(st.sampled_from(sorted(CUSTOMERS)))))
            amount = draw(st.integers(-5_000_00, 9_000_00))
            batch.append(
                Line(
                    f"H-{number}",
                    heads[number][0],
                    amount,
                    draw(credits()),
                    draw(st.sampled_from(LEAVES)),
                    heads[number][1],
                    line=str(count),
                    quantity=-1 if amount < 0 else draw(st.integers(0, 3)),
                    cost=draw(st.none() | st.integers(-3_000_00, 5_000_00)),
                )
            )
        result.append(batch)
    return result


payments = st.lists(
    st.tuples(st.integers(1, 5), st.sampled_from(ACROSS_YEARS), st.integers(-900_00, 900_00)), max_size=5
)


@settings(
    max_examples=60 if connection.vendor == "sqlite" else 20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(booked=batches(), paid=payments)
def test_booking_in_pieces_is_the_same_as_all_at_once(cast, actor, booked, paid):
    with transaction.atomic():
        for batch in booked:
            book(actor, batch)
        orders = dict(Order.objects.filter(number__startswith="H-").values_list("number", "id"))
        known = [
            (f"P-{i}", orders[f"H-{n}"], day, fen)
            for i, (n, day, fen) in enumerate(paid)
            if f"H-{n}" in orders
        ]
        if known:
            pay(actor, known)
        kept = fingerprint()
        assert rebuild_facts(actor)
        assert fingerprint() == kept
        transaction.set_rollback(True)
