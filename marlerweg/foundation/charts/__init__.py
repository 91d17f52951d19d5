"""Small charts as accessible SVG, each with the table that says the same.

Five words: chart, drawing, ink, look, table.
"""

from marlerweg.foundation.charts.bars import bars
from marlerweg.foundation.charts.drawing import Chart, ChartTable, paper
from marlerweg.foundation.charts.lines import Break, Series, lines, sparkline
from marlerweg.foundation.charts.shares import path_steps, share_bar
from marlerweg.foundation.charts.tiles import Tile, tile_map

__all__ = [
    "Break",
    "Chart",
    "ChartTable",
    "Series",
    "Tile",
    "bars",
    "lines",
    "paper",
    "path_steps",
    "share_bar",
    "sparkline",
    "tile_map",
]
