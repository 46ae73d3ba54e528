"""Charts: one specification, drawn in the browser by ECharts and on the server by the same ECharts."""

from nhip.reports.charts.drawing import Drawn, draw
from nhip.reports.charts.specification import Chart, ChartTable

__all__ = ["Chart", "ChartTable", "Drawn", "draw"]
