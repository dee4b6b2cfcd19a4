"""Charts as inline SVG: plain functions from data to a string, drawn with classes only.

Lines lie in a nested view box that stretches with the page; text stands outside it and keeps its size.
"""

from .bars import attainment_bar, comparison_bars
from .pace import PaceSeries, pace_line
from .sparkline import sparkline

__all__ = ["PaceSeries", "attainment_bar", "comparison_bars", "pace_line", "sparkline"]
