"""The story of the demo company (capability B8): new energy from 100 to 150 million, from the scan of the market to
signed agreements and somebody's next week; by the links of the planning round, without a manual."""

import re

import pytest
from django.utils import translation

from quotamesh.plan.calibration.words import DIMENSION_NAMES, LEVER_NAMES, chance, lever_words
from tests.journeys.documents import checked, downloaded, with_one_byte_changed

MILLION = 100_000_000
WISH = 150 * MILLION
SEGMENTS = ("央企·战略", "地方国企·利润", "初创·培育")


@pytest.mark.parametrize(
    ("language", "width", "theme", "owner", "leader"),
    [("zh", 390, "light", "representative", "leader"), ("en", 1440, "dark", "leader", "region")],
)
def test_from_the_market_to_next_week(demo_product, visit, tmp_path, language, width, theme, owner, leader):
    planner = visit(demo_product, language, width, theme)
    planner.enter_as("operations")
    planner.go("/planning/?year=2026")
    planner.check()
    follow(planner, "Open the market", "打开市场")
    the_market(planner)
    next_step(planner)
    the_experts(planner)
    next_step(planner)
    the_calibration(planner)
    next_step(planner)
    the_targets(planner)
    next_step(planner)
    the_process(planner)
    next_step(planner)
    the_letters(planner)
    owners, leaders = visit(demo_product, language, width, theme), visit(demo_product, language, width, theme)
    owners.enter_as(owner)
    leaders.enter_as(leader)
    the_talk(owners)
    the_agreement(planner, owners, leaders, tmp_path)
    next_week(owners)


def follow(visitor, english: str, chinese: str) -> None:
    before = visitor.page.url
    visitor.press(english, chinese)
    visitor.page.wait_for_url(lambda url: url != before)


def next_step(visitor) -> None:
    """Every page of the round ends with the step after it."""
    before = visitor.page.url
    visitor.page.locator(".way-after").click()
    visitor.page.wait_for_url(lambda url: url != before)


def the_market(visitor) -> None:
    """Three segments, scans with their effect, and how it adds up."""
    visitor.check()
    page = visitor.page
    assert page.locator(".bars-total td").last.inner_text() in visitor.headline
    bars = page.locator(".bars").first.inner_text()
    assert all(name in bars for name in SEGMENTS)
    assert visitor.say("Likely market", "最可能的市场") in bars
    assert (
        page.locator("table", has_text=visitor.say("Scan entry", "环境扫描")).locator("tbody tr").count() >= 5
    )


def the_experts(visitor) -> None:
    """Two rounds without names, and what they came to."""
    visitor.check()
    assert visitor.say("agree on", "意见一致") in visitor.headline
    assert visitor.page.locator(".experts-reasons").count() == 2
    assert visitor.say("¥138.0", "¥1.38") in visitor.headline


def the_calibration(visitor) -> None:
    """How likely the wish is, what binds and what it would take: on the page what the interface says."""
    visitor.check()
    page = visitor.page
    uid = re.search(r"/calibration/([0-9a-f-]{36})/", page.url)[1]
    told = page.request.get(f"/api/v1/calibration/{uid}").json()
    assert told["intent"] == WISH
    levers = {lever["name"]: lever for lever in told["levers"]}
    assert {"heads", "budget", "conversion", "order_value", "uplift"} <= levers.keys()
    with translation.override("zh-hans" if visitor.language == "zh" else "en"):
        assert chance(told["probability"]) in visitor.headline
        assert str(DIMENSION_NAMES[told["binds"]]) in page.locator(".calibration-binding").inner_text()
        for name, lever in levers.items():
            row = page.locator("#levers tbody tr").filter(
                has=page.get_by_text(str(LEVER_NAMES[name]), exact=True)
            )
            assert lever_words(lever, told["heads"]) in row.inner_text()


def the_targets(visitor) -> None:
    """The plan asks of new energy what was wished, and every part of it adds up."""
    visitor.check()
    visitor.page.locator("#product").select_option("NE")
    visitor.page.wait_for_url("**product=NE**")
    visitor.page.locator("[data-figure=check]", has_text="✓").wait_for()
    assert visitor.say("¥150.0", "¥1.50") in visitor.headline
    visitor.check()


def the_process(visitor) -> None:
    """From the driver tree to what each role does in a day."""
    visitor.check()
    visitor.page.locator("tbody th a", has_text="新能源装备").click()
    visitor.page.locator(".drivers").first.wait_for()
    visitor.check()
    follow(visitor, "Process targets", "过程目标")
    visitor.check()
    rows = visitor.page.locator("main tbody").first.inner_text()
    assert visitor.say("Leads", "线索") in rows
    assert visitor.say("Calls", "电话") in rows


def the_letters(visitor) -> None:
    """Every target with its five letters, worst first, and what would mend it."""
    visitor.check()
    assert visitor.page.locator(".smart-group").count() >= 1
    assert re.search(r"\d+", visitor.headline)


def the_talk(owner) -> None:
    """Next year's numbers lie on the table; the owner accepts them."""
    owner.go("/planning/?year=2027")
    owner.check()
    follow(owner, "Open the board", "打开看板")
    owner.check()
    owner.page.locator(".choice").first.click()
    owner.page.locator(".talk-accept").wait_for()
    owner.check()
    owner.press("Accept these numbers", "接受这些数字")
    owner.page.locator(".talk-accept").wait_for(state="detached")
    assert owner.say("have agreed", "达成一致") in owner.headline
    owner.check()


def the_agreement(planner, owner, leader, folder) -> None:
    """Made from the agreed numbers, signed by both, and its document is genuine to the byte."""
    planner.go(owner.page.url)
    follow(planner, "Make the agreement", "生成责任书")
    assert planner.say("Nobody has signed", "尚无人签署") in planner.headline
    planner.check()
    owner.page.reload()
    follow(owner, "Read and sign it", "阅读并签署")
    sign(owner)
    leader.go("/agreements/?year=2027")
    leader.page.locator(".choice", has_text=leader.say("Sign the agreement", "签署责任书")).first.click()
    sign(leader)
    assert leader.say("Signed by both sides", "双方已签署") in leader.headline
    file = downloaded(leader, folder)
    genuine = leader.say("Genuine", "真实有效")
    assert genuine in checked(leader, file)
    leader.check()
    assert genuine not in checked(leader, with_one_byte_changed(file))
    leader.check()


def sign(visitor) -> None:
    visitor.page.locator(".sign-box").wait_for()
    visitor.check()
    visitor.press("Sign this content", "签署以上内容")
    visitor.page.locator(".sign-box").wait_for(state="detached")
    visitor.check()


def next_week(owner) -> None:
    """What the same person does next week, day by day, and with whom."""
    owner.go("/planning/?year=2026")
    follow(owner, "Open the sales plans", "打开销售计划")
    owner.check()
    owner.page.locator("a[href$='/2026-11-23/']").first.click()
    owner.page.wait_for_url("**/2026-11-23/")
    owner.check()
    assert re.search(r"\d", owner.headline)
    days = owner.page.locator("main tbody tr")
    assert days.count() >= 5
    assert owner.page.locator(".wishes li").count() >= 1
