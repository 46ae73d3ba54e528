"""The scheme of the demonstration: tree, one epoch on the average month of 2015, weights, bases, units, events."""

from __future__ import annotations

from nhip.demonstration.changes import changes
from nhip.demonstration.industries import CLASSIFICATION, INDUSTRIES, TOTAL
from nhip.demonstration.lines import LINES
from nhip.demonstration.products import OTHER_UNITS, PRODUCTS
from nhip.engine.scheme import Base, Epoch, Event, Node, Policy, Scheme, UnitFactor, Weight

EPOCH = "2015"


def demonstration_scheme() -> Scheme:
    """Everything the index needs besides the reports."""
    nodes = [
        Node(CLASSIFICATION, each.code, each.parent or None, each.level, each.name_vi, each.name_en)
        for each in INDUSTRIES
    ]
    nodes += [
        Node(CLASSIFICATION, each.code, each.industry, "product", each.name_vi, each.name_en, each.unit)
        for each in PRODUCTS
    ]
    weights = [Weight(EPOCH, each.code, each.weight) for each in INDUSTRIES if each.code != TOTAL]
    weights += [Weight(EPOCH, each.code, each.weight) for each in PRODUCTS]
    events = [
        Event(
            kind=c.kind,
            period=c.period,
            enterprise=c.enterprise,
            product=c.product,
            new_enterprise=c.new_enterprise,
            overlap_from=c.overlap_from,
            overlap_to=c.overlap_to,
            reference=c.reference,
        )
        for c in changes()
    ]
    return Scheme(
        nodes=tuple(nodes),
        epochs=(
            Epoch(
                EPOCH,
                "2015-01",
                "2015-12",
                "2022-01",
                "2023-12",
                CLASSIFICATION,
                "Năm gốc 2015, theo thông lệ; quyền số và lượng kỳ gốc minh họa",
            ),
        ),
        weights=tuple(weights),
        policy=Policy(
            title_vi="Chỉ số sản xuất công nghiệp tỉnh Lạng Sơn (số liệu minh họa)",
            title_en="Index of industrial production of Lạng Sơn province (illustrative data)",
            source="Dữ liệu minh họa; kết quả khớp với baolangson.vn 642829",
            illustrative=True,
        ),
        bases=bases(),
        units=tuple(UnitFactor(*unit) for unit in OTHER_UNITS),
        events=tuple(events),
    )


def bases() -> tuple[Base, ...]:
    """The average month of 2015: that of 2022 divided by the level 2022 has reached."""
    made = {product.code: 0.0 for product in PRODUCTS}
    for line in LINES:
        made[line.product] += line.year_2022
    return tuple(
        Base(EPOCH, each.code, round(made[each.code] / 12 / each.level * 100, each.decimals)) for each in PRODUCTS
    )
