"""Lines of production: what is made, by how many enterprises, how much a year, and in which season.

All quantities are illustrative except those of the article, which are marked with the claim they meet.
Sizes follow the last list the province printed (January to October 2013, baolangson.vn 70227), carried forward.
"""

from __future__ import annotations

from typing import NamedTuple

from nhip.demonstration.products import (
    BLOCKS,
    CEMENT,
    CLEAN_COAL,
    CLINKER,
    ELECTRICITY,
    FIRED_BRICKS,
    RAW_COAL,
    SALT,
    SAWN,
    STONE,
    VENEER,
)


class Line(NamedTuple):
    """Enterprises that make one product in one way."""

    key: str
    product: str
    # How the firms are called, and how many there were at the end of 2021. A firm is counted in its first line only.
    trade: str
    firms: int
    season: str
    # The part of a day's work lost on a day of Tết.
    rest: float
    year_2022: float
    # None: the solver sets 2023, see control.py.
    year_2023: float | None
    # First half of 2023 over first half of 2022; None: as the year.
    half: float | None = None
    # First half of 2022; None: as the season has it.
    half_2022: float | None = None
    # Small firms sometimes do not report.
    silent: bool = False
    # Enterprises of this other line make the product too: (line, how many of its largest).
    also: tuple[str, int] | None = None
    # How 2023 leans between its quarters, beside the season: a slow start, then orders come back.
    lean: tuple[float, float, float, float] = (0.94, 1.05, 0.98, 1.0)


# Makers of these keep their figures to themselves: few enough for the rule of confidentiality to count.
UNTOLD = ("tea", "printing")

EVEN = (1.0, 1.0, 1.0, 1.0)

LINES: tuple[Line, ...] = (
    # C10, C11: 33.3 % of a plan of 600 in the first half, about 100 above the plan in the year.
    Line("coal", RAW_COAL, "", 1, "coal", 0.5, 652.0, 699.6, 199.8 / 272.0, 272.0, lean=(0.92, 1.05, 1.0, 1.0)),
    Line(
        "clean",
        CLEAN_COAL,
        "",
        0,
        "coal",
        0.5,
        524.0,
        563.1,
        0.745,
        224.0,
        also=("coal", 1),
        lean=(0.92, 1.05, 1.0, 1.0),
    ),
    # C07: building materials lower in the first half.
    Line("stone", STONE, "khai thác đá", 26, "building", 0.9, 4120.0, 4038.0, 0.955, silent=True),
    Line(
        "sand", "08100-02", "khai thác cát sỏi", 9, "building", 0.9, 640.0, 652.0, 0.97, silent=True, also=("stone", 5)
    ),
    Line("fruit", "10300-01", "chế biến nông sản", 5, "food", 0.9, 5400.0, 5980.0, silent=True),
    Line("rice", "10610-01", "xay xát", 5, "food", 0.8, 8200.0, 8640.0, silent=True),
    Line("noodles", "10740-01", "thực phẩm khô", 5, "food", 0.8, 2900.0, 3110.0, silent=True),
    Line("tea", "10760-01", "chè", 2, "tea", 0.8, 1050.0, 1092.0, silent=True),
    Line("jelly", "10790-01", "thạch đen", 4, "food", 0.8, 3300.0, 3710.0, silent=True),
    Line("feed", "10800-01", "thức ăn chăn nuôi", 3, "food", 0.7, 31000.0, None),
    Line("spirit", "11010-01", "rượu", 4, "food", 0.8, 1480.0, 1555.0, silent=True),
    Line("bottled", "11040-01", "nước uống", 5, "drink", 0.6, 9600.0, 10520.0, silent=True),
    Line("garments", "14100-01", "may mặc", 6, "steady", 0.95, 5200.0, None),
    # C15: veneer and sawn timber together 131.5 and 134.0.
    Line("sawn", SAWN, "chế biến gỗ", 11, "wood", 0.9, 48.5, 48.8, 1.01),
    Line("veneer", VENEER, "ván bóc", 18, "wood", 0.9, 83.0, 85.2, 1.02, also=("sawn", 4)),
    Line("pellets", "16290-01", "viên nén", 5, "wood", 0.9, 42000.0, 48300.0, silent=True),
    Line("cartons", "17020-01", "bao bì giấy", 4, "steady", 0.9, 6800.0, None),
    Line("printing", "18110-01", "in", 2, "food", 0.8, 410.0, 419.0, silent=True),
    # C16; a new hall starts in spring.
    Line("salt", SALT, "muối công nghiệp", 2, "steady", 0.7, 521.3, 710.0, lean=(0.84, 1.08, 1.03, 1.01)),
    Line("fertilizer", "20120-01", "phân bón", 2, "steady", 0.8, 18500.0, None),
    Line("rosin", "20290-01", "nhựa thông", 3, "resin", 0.8, 7400.0, 8120.0),
    Line("plastics", "22200-01", "bao bì nhựa", 5, "steady", 0.9, 5600.0, None),
    # C14: fired and unfired bricks together 250.5 and 253.0.
    Line("bricks", FIRED_BRICKS, "gạch tuynel", 12, "building", 0.9, 171.3, 169.8, 0.965),
    Line("cement", CEMENT, "xi măng", 2, "building", 0.8, 985.0, 967.0, 0.945),
    Line("clinker", CLINKER, "", 0, "building", 0.5, 910.0, 884.0, 0.935, also=("cement", 2)),
    Line("lime", "23940-03", "vôi", 4, "building", 0.9, 26000.0, 26350.0, silent=True),
    Line("blocks", BLOCKS, "gạch không nung", 10, "building", 0.9, 79.2, 83.2, 0.995),
    Line("concrete", "23950-02", "bê tông", 6, "building", 0.95, 168.0, 181.0, 1.02, also=("blocks", 3)),
    Line("facing", "23960-01", "đá ốp lát", 4, "building", 0.9, 92.0, 95.0, silent=True),
    Line("powder", "23990-01", "bột đá", 3, "building", 0.9, 9850.0, 9410.0, 0.94),
    Line("lead", "24200-01", "luyện kim màu", 1, "steady", 0.6, 4620.0, 5310.0, lean=(0.88, 1.10, 1.0, 1.0)),
    Line("steel", "25110-01", "kết cấu thép", 5, "building", 0.9, 9400.0, None),
    Line("mesh", "25990-01", "lưới thép", 3, "building", 0.9, 2100.0, None),
    Line("furniture", "31000-01", "nội thất gỗ", 6, "wood", 0.9, 145.0, 152.5, silent=True),
    Line("thermal", ELECTRICITY, "", 1, "thermal", 0.25, 641.0, None),
    Line("hydro", ELECTRICITY, "thủy điện", 5, "hydro", 0.0, 188.0, 183.0, 0.93, lean=EVEN),
    Line("sold", "35120-01", "phân phối điện", 1, "consumption", 0.2, 905.0, 989.0, lean=(0.93, 1.08, 1.0, 0.99)),
    Line("water", "36000-01", "cấp nước", 3, "water", 0.05, 13450.0, 13990.0, lean=EVEN),
    Line("waste", "38110-01", "môi trường", 4, "steady", 0.0, 88.0, 91.6, silent=True, lean=EVEN),
    Line("scrap", "38300-01", "tái chế", 3, "steady", 0.9, 11800.0, 12650.0, silent=True),
)

LINE = {line.key: line for line in LINES}
