"""Opening a number on the terminal: what stands below it, step by step, and that the parts make the whole."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from nhip.cli.numbers import quantity
from nhip.cli.outcome import Exit, print_json
from nhip.cli.progress import steps
from nhip.cli.table import table
from nhip.cli.tongue import Tongue
from nhip.figures.numbers import NumberKind, show

if TYPE_CHECKING:
    from nhip.engine.explanation import Explanation
    from nhip.releases.answers import NodeOpening

INDENT = "  "
STATES = {
    "reported": ("đã báo cáo", "reported"),
    "not_produced": ("không sản xuất", "not produced"),
    "not_reported": ("chưa báo cáo", "not reported"),
    "estimated": ("ước tính", "estimated"),
    "imputed": ("hệ thống ước tính", "imputed"),
}
# Index points are told with more decimals than indices, so that many small parts can be seen to add up.
POINTS_DECIMALS = 4


def explain_files(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    """Compile the files and open a node."""
    from nhip.cli.files import compiled
    from nhip.engine.explanation import walk

    names = [tongue("Đọc phương án", "Reading the scheme"), tongue("Tính chỉ số", "Compiling")]
    with steps(names, wanted=not asked.json) as step:
        compilation = compiled(asked, tongue, step)
        found = walk(compilation, asked.node, asked.period, asked.depth - 1)
    scheme = compilation.scheme
    if asked.json:
        print_json({"ok": True, "illustrative": scheme.policy.illustrative, "opened": [_json(*each) for each in found]})
        return Exit.DONE
    if scheme.policy.illustrative:
        print(tongue("SỐ LIỆU MINH HOẠ", "ILLUSTRATIVE DATA"))
    for level, explanation in found:
        print(_block(level, explanation, scheme, tongue))
    return Exit.DONE


def _json(level: int, explanation: Explanation) -> dict[str, Any]:
    return {"level": level, **asdict(explanation), "recomputed": explanation.recomputed}


def _block(level: int, opened: Explanation, scheme: Any, tongue: Tongue) -> str:
    node = scheme.name_of[opened.node]
    decimals, lang = scheme.policy.decimals, tongue.code
    index = show(NumberKind.INDEX, opened.index, decimals, lang).text
    head = f"{opened.node} {node.name(lang)} · {opened.period}: {index}"
    lines = [head, _formula(opened, node.unit, tongue)]
    if opened.rows and opened.rows[0].origin == "node":
        header = [tongue("Mã", "Code"), tongue("Tên", "Name"), tongue("Quyền số", "Weight")]
        header += [tongue("Chỉ số", "Index"), tongue("Điểm", "Points")]
        rows = [
            [
                row.child,
                scheme.name_of[row.child].name(lang),
                show(NumberKind.SHARE, (row.weight or 0.0) * 100, 2, lang).text,
                show(NumberKind.INDEX, row.relative, decimals, lang).text,
                show(NumberKind.INDEX, row.contribution, POINTS_DECIMALS, lang).text,
            ]
            for row in opened.rows
        ]
        lines.append(table(header, rows, left=2))
    elif opened.rows:
        header = [tongue("Doanh nghiệp", "Enterprise"), tongue("Trạng thái", "State"), tongue("Lượng", "Quantity")]
        rows = [
            [
                row.child,
                tongue(*STATES[row.origin]) + (f" ({row.rule})" if row.rule else ""),
                quantity(row.quantity, lang),
                show(NumberKind.INDEX, row.contribution, POINTS_DECIMALS, lang).text,
            ]
            for row in opened.rows
        ]
        lines.append(table([*header, tongue("Điểm", "Points")], rows, left=2))
    return _indented(lines, level)


def _formula(opened: Explanation, unit: str, tongue: Tongue) -> str:
    """How the rows below make the number."""
    if not opened.rows:
        return tongue("chỉ số thành phần, cho sẵn", "a component index, as given")
    if opened.rows[0].origin == "node":
        text = tongue("= Σ quyền số × chỉ số", "= Σ weight × index")
    else:
        base, of = quantity(opened.base, tongue.code), f" ({unit})" if unit else ""
        text = tongue(f"= 100 × Σ lượng / {base}{of}", f"= 100 × Σ quantity / {base}{of}")
        if opened.factor not in (None, 1.0):
            factor = show(NumberKind.FACTOR, opened.factor, 6, tongue.code).text
            text += tongue(f" × hệ số nối {factor}", f" × link factor {factor}")
    if opened.link != 1.0:
        link = show(NumberKind.FACTOR, opened.link, 6, tongue.code).text
        text += tongue(f" × hệ số nối kỳ {opened.epoch}: {link}", f" × link of epoch {opened.epoch}: {link}")
    return text


def explain_database(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    """Open a node of the newest compilation in the database."""
    from nhip.cli import database
    from nhip.cli.site import migrate

    migrate()
    found: list[tuple[int, NodeOpening]] = []
    _walk(asked.node, asked.period, tongue, asked.depth, 0, found)
    if asked.json:
        print_json({"ok": True, "opened": [_opening_json(level, each, database.number) for level, each in found]})
        return Exit.DONE
    if found[0][1].illustrative:
        print(tongue("SỐ LIỆU MINH HOẠ", "ILLUSTRATIVE DATA"))
    for level, opened in found:
        print(_opening(level, opened, tongue))
    return Exit.DONE


def _walk(node: str, period: str, tongue: Tongue, depth: int, level: int, found: list[tuple[int, NodeOpening]]) -> None:
    from nhip.cli.database import opened

    here = opened(node, period, tongue)
    found.append((level, here))
    if level + 1 < depth:
        for child in here.children:
            _walk(child.code, period, tongue, depth, level + 1, found)


def _opening(level: int, opened: NodeOpening, tongue: Tongue) -> str:
    lines = [f"{opened.code} {opened.name} · {opened.period_words}: {opened.index}", opened.formula]
    if opened.children:
        header = [tongue("Mã", "Code"), tongue("Tên", "Name"), tongue("Quyền số", "Weight")]
        header += [tongue("Chỉ số", "Index"), tongue("Đóng góp (điểm %)", "Contribution (points)")]
        rows = [[c.code, c.name, c.share.text, c.index.text, c.contribution.bare] for c in opened.children]
        lines.append(table(header, rows, left=2))
    if opened.reports:
        header = [tongue("Doanh nghiệp", "Enterprise"), tongue("Tên", "Name"), tongue("Trạng thái", "State")]
        header += [tongue("Nguồn", "Source"), tongue("Lượng", "Quantity")]
        reports = [
            [
                r.enterprise,
                r.enterprise_name,
                r.state_words + (f" ({r.rule})" if r.rule else ""),
                r.source,
                r.quantity.text,
            ]
            for r in opened.reports
        ]
        lines.append(table(header, reports, left=4))
    return _indented(lines, level)


def _opening_json(level: int, opened: NodeOpening, number: Any) -> dict[str, Any]:
    return {
        "level": level,
        "node": opened.code,
        "name": opened.name,
        "period": opened.period,
        "epoch": opened.epoch,
        "index": number(opened.index),
        "recomputed": number(opened.recomputed),
        "agrees": opened.agrees,
        "illustrative": opened.illustrative,
        "rows": [
            {
                "child": each.code,
                "origin": "node",
                "weight": number(each.weight),
                "relative": number(each.index),
                "contribution": number(each.contribution),
            }
            for each in opened.children
        ]
        + [
            {
                "child": each.enterprise,
                "origin": each.state,
                "rule": each.rule,
                "quantity": number(each.quantity),
                "observation": each.observation,
                "source": each.source,
            }
            for each in opened.reports
        ],
    }


def _indented(lines: Sequence[str], level: int) -> str:
    text = "\n".join(lines) + "\n"
    return "\n".join((INDENT * level + line).rstrip() for line in text.split("\n"))
