"""The inbox, the rule's form and the deputies as people use them."""

from quotamesh.base.approvals.models import Deputy, Request, RuleBook
from quotamesh.base.approvals.tests.asking import DISCOUNT, asked, ladder

RULE = f"/approvals/rules/{DISCOUNT}/"


def form(**changes):
    empty = {f"band{n}-{name}": "" for n in range(1, 6) for name in ("up_to", "first", "second", "third")}
    return empty | {"remind_days": "3", "expire_days": "", "seen": "0"} | changes


def two_bands(**changes):
    bands = {
        "band1-up_to": "5万",
        "band1-first": "leader",
        "band2-first": "region",
        "band2-second": "finance",
    }
    return form(**{**bands, **changes})


def test_a_rule_typed_in_wan_is_kept_in_fen(cast):
    assert cast.client("operations").post(RULE, two_bands()).status_code == 302
    assert RuleBook.objects.get().bands == [
        {"up_to": 5_000_000, "steps": [{"who": "leader", "person": None}]},
        {"up_to": None, "steps": [{"who": "region", "person": None}, {"who": "finance", "person": None}]},
    ]


def test_a_gap_is_told_and_nothing_typed_is_lost(cast):
    answer = cast.client("operations").post(RULE, two_bands(**{"band2-up_to": "20万"}))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Above ¥200,000.00 nobody would approve" in page
    assert 'value="20万"' in page


def test_an_amount_that_is_none_is_told_beside_the_field(cast):
    answer = cast.client("operations").post(RULE, two_bands(**{"band1-up_to": "much"}))
    assert "“much” is not an amount" in answer.content.decode()


def test_the_inbox_names_what_waits_and_the_thumb_approves(cast):
    request = asked(cast)
    leader = cast.client("leader_e1")
    page = leader.get("/approvals/").content.decode()
    assert "1 request waits for your decision" in page
    assert request.label in page
    decision = {"verdict": "approve", "step": "1"}
    assert leader.post(f"/approvals/{request.uid}/decide/", decision).status_code == 302
    assert Request.objects.get().state == Request.State.APPROVED


def test_a_refusal_without_reason_comes_back_with_a_sentence(cast):
    request = asked(cast)
    leader = cast.client("leader_e1")
    answer = leader.post(f"/approvals/{request.uid}/decide/", {"verdict": "refuse", "step": "1"}, follow=True)
    assert "Say why you refuse" in answer.content.decode()


def test_a_deputy_named_on_the_page(cast):
    head = cast.client("region_east")
    wanted = {"person": cast.person("region_east").uid, "deputy": cast.person("leader_e1").uid}
    days = {"first_day": "2025-09-15", "last_day": "2025-09-20"}
    assert head.post("/approvals/deputies/", wanted | days).status_code == 302
    assert Deputy.objects.get().deputy == cast.person("leader_e1")
    other = cast.client("rep_e1a").post("/approvals/deputies/", wanted | days)
    assert other.status_code == 422


def test_an_inbox_asks_the_database_little(cast, django_assert_max_num_queries):
    ladder()
    for _ in range(5):
        asked(cast)
    leader = cast.client("leader_e1")
    leader.get("/approvals/")
    with django_assert_max_num_queries(18):
        leader.get("/approvals/")
