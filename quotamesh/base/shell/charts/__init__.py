"""Charts as inline SVG: plain functions from data to a string, drawn with classes only.

Lines lie in a nested view box that stretches with the page; text stands outside it and keeps its size.
"""

from .bars import attainment_bar, comparison_bars
from .curve import Curve, Mark, curve_line
from .gantt import Course, gantt_rows
from .pace import PaceSeries, pace_line
from .sparkline import sparkline
from .strips import Strip, range_strips
from .waterfall import waterfall_bars

__all__ = [
    "Course",
    "Curve",
    "Mark",
    "PaceSeries",
    "Strip",
    "attainment_bar",
    "comparison_bars",
    "curve_line",
    "gantt_rows",
    "pace_line",
    "range_strips",
    "sparkline",
    "waterfall_bars",
]
