"""One chart of each kind, for tests."""

from nhip.figures.numbers import NumberKind, show
from nhip.reports.charts import Chart
from nhip.reports.charts.bars import Bar, Goal, shares, signed_bars, target_gauge
from nhip.reports.charts.series import Moment, Small, index_and_growth, small_multiples

GROWTHS = (-0.5, 3.25, 12.56, -4.1)


def every_chart(language: str = "vi") -> list[Chart]:
    """Return a chart of each kind."""
    growths = [show(NumberKind.GROWTH, value, 2, language) for value in GROWTHS]
    levels = [show(NumberKind.INDEX, 150 + value, 2, language) for value in GROWTHS]
    moments = [
        Moment(f"{month}/23", f"tháng {month}/2023", level, growth)
        for month, (level, growth) in enumerate(zip(levels, growths, strict=True), 1)
    ]
    bars = [Bar(name, growth) for name, growth in zip(("Than", "Xi măng", "Điện", "Muối ẵ"), growths, strict=True)]
    filled = [Bar("Địa phương số 2", show(NumberKind.SHARE, 100, 1, language))]
    goal = Goal("Chỉ số", show(NumberKind.GROWTH, 7.68, 2, language), 7.0, 8.0, "7–8 %")
    months = [moment.short for moment in moments]
    return [
        index_and_growth("index", "Chỉ số", "Câu", moments, ("Tháng", "Chỉ số", "Tăng, giảm (%)"), language),
        signed_bars("bars", "Đóng góp", "Câu", bars, ("Ngành", "Điểm"), language),
        shares("shares", "Lấp đầy", "Câu", filled, ("Cụm", "Tỷ lệ"), language),
        target_gauge("gauge", "Mục tiêu", "Câu", goal, ("Mục tiêu", "Cần", "Đạt"), language),
        small_multiples("small", "Các ngành", "Câu", months, [Small("Than", growths)], "Tháng", language),
    ]
