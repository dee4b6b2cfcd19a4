from dataclasses import replace
from xml.etree import ElementTree

import pytest

from quotamesh.base.shell.charts import (
    PaceSeries,
    Strip,
    attainment_bar,
    comparison_bars,
    pace_line,
    range_strips,
    sparkline,
    waterfall_bars,
)
from quotamesh.base.shell.charts.svg import nice_ceiling

SERIES = PaceSeries(
    labels=["Jan", "Feb", "Mar", "Apr"],
    actual=[10, 22, None, None],
    expected=[12, 24, 36, 48],
    band=[(11, 13), (22, 26), (33, 39), (44, 52)],
    target=50,
    today=1.5,
)


def parts(svg, class_):
    return [
        node for node in ElementTree.fromstring(svg).iter() if class_ in (node.get("class") or "").split()
    ]


def ends(node):
    return [float(number) for number in node.get("d").rpartition("L")[2].split()]


def every_chart():
    yield sparkline([1, 2, None, 3], "shape")
    yield pace_line(SERIES, "pace", today="Today")
    yield attainment_bar(72, 100, 81, "bar", "watch")
    yield from comparison_bars([-3, 5, None], ["bad", "good", ""])
    yield from waterfall_bars([5, -3, 2])
    yield from range_strips([Strip(1, 9, 3, 5, 4, (3, 4, 6)), Strip(2, 2, 2, 2, 2)], marks=(7,))


def test_charts_obey_the_content_policy():
    for svg in every_chart():
        assert "style" not in svg
        assert "<script" not in svg


def test_charts_say_in_words_what_they_show():
    for svg in every_chart():
        node = ElementTree.fromstring(svg)
        assert node.get("aria-hidden") == "true" or (node.get("role") == "img" and node.get("aria-label"))


def test_labels_are_escaped():
    assert "&lt;b&gt;" in sparkline([1], '<b>"')
    assert ElementTree.fromstring(sparkline([1], '<b>"')).get("aria-label") == '<b>"'


@pytest.mark.parametrize("values", [[], [None], [5], [5, 5], [0, 0, 0], [-3, 2]])
def test_sparkline_takes_any_series(values):
    ElementTree.fromstring(sparkline(values, "shape"))


def test_a_missing_value_breaks_the_line():
    assert len(parts(sparkline([1, 2, None, 3, 4], "shape"), "spark-line")) == 2


def test_the_running_interval_ends_today():
    across, _ = ends(parts(pace_line(SERIES, "pace", today="Today"), "pace-actual")[0])
    assert across == 1000 * 1.5 / 4
    across, _ = ends(parts(pace_line(replace(SERIES, today=None), "pace", today=""), "pace-actual")[0])
    assert across == 500


def test_on_target_touches_the_target_line():
    series = replace(SERIES, actual=[10, 22, 40, 50], today=None)
    svg = pace_line(series, "pace", today="Today")
    assert ends(parts(svg, "pace-actual")[0])[1] == ends(parts(svg, "pace-target")[0])[1]


def test_parts_without_data_are_left_out():
    svg = pace_line(PaceSeries(["Jan"], [None], [0]), "pace", today="Today")
    assert not parts(svg, "pace-band") + parts(svg, "pace-target") + parts(svg, "pace-today")


def test_bar_beyond_its_target_keeps_the_scale():
    svg = attainment_bar(150, 100, None, "bar")
    assert float(parts(svg, "bullet-actual")[0].get("width")) == 1000
    assert float(parts(svg, "bullet-track")[0].get("width")) == pytest.approx(666.7)


def test_bars_share_one_nought():
    left, right = (parts(svg, "bar")[0] for svg in comparison_bars([-30, 10]))
    assert float(left.get("x")) + float(left.get("width")) == float(right.get("x")) == 750


@pytest.mark.parametrize(
    ("value", "ceiling"), [(0, 1), (1, 1), (48, 60), (132, 160), (999, 1000), (1001, 1200)]
)
def test_round_ceilings(value, ceiling):
    assert nice_ceiling(value) == ceiling


def box(svg, class_):
    node = parts(svg, class_)[0]
    return float(node.get("x")), float(node.get("x")) + float(node.get("width"))


def test_each_step_of_a_waterfall_begins_where_the_last_ended():
    first, second, third, total = waterfall_bars([50, -20, 70])
    assert box(first, "step-up") == (0, 500)
    assert box(second, "step-down") == (300, 500)
    assert box(third, "step-up") == (300, 1000)
    assert box(total, "step-total") == (0, 1000)


def test_a_waterfall_may_fall_below_nought():
    rise, fall, total = waterfall_bars([30, -60])
    assert box(rise, "step-up") == (500, 1000)
    assert box(fall, "step-down") == (0, 1000)
    assert box(total, "step-total") == (0, 500)


def test_strips_share_one_scale():
    wide, narrow = range_strips([Strip(0, 100, 25, 75, 50), Strip(40, 60, 45, 55, 50)])
    middles = [ends(parts(svg, "strip-middle")[0])[0] for svg in (wide, narrow)]
    assert middles == [500, 500]
    left, right = box(wide, "strip-box")
    assert left < box(narrow, "strip-box")[0] < box(narrow, "strip-box")[1] < right
