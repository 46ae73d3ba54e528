"""The commands on the database: they start Django, ask `releases` and print what it answers."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from nhip.cli.outcome import CommandFault, Exit, print_json
from nhip.cli.progress import steps
from nhip.cli.table import table
from nhip.cli.tongue import Tongue

if TYPE_CHECKING:
    from nhip.figures.numbers import Shown
    from nhip.releases.answers import NodeOpening, RunView

# Sections are what fits on a screen; the pages show the rest.
SHOWN_DEPTH = 1


def compile_database(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    """Compile what the database knows now, and print the headline figures."""
    from nhip.cli.site import migrate

    names = [tongue("Mở cơ sở dữ liệu", "Opening the database"), tongue("Tính chỉ số", "Compiling")]
    with steps(names, wanted=not asked.json) as step:
        step(names[0])
        migrate()
        from nhip.releases.actions import compile_run

        step(names[1])
        compile_run()
    run = newest_run(tongue)
    if asked.json:
        print_json({"ok": True, **as_json(run, asked.period, tongue)})
    else:
        print(text(run, asked.period, tongue))
    return Exit.DONE


def newest_run(tongue: Tongue) -> RunView:
    """The newest compilation.

    Raises:
        CommandFault: there is none.
    """
    from nhip.releases.queries import latest_run

    run = latest_run()
    if run is None:
        raise CommandFault(
            "C010",
            "chưa có lần tính nào trong cơ sở dữ liệu; hãy chạy nhip demo, hoặc nhip compile.",
            "nothing has been compiled in the database; run nhip demo, or nhip compile.",
        )
    return run


def _period(run: RunView, period: str | None) -> str:
    from nhip.engine.faults import fault
    from nhip.releases.queries import periods

    if period is None:
        return run.last_period
    if period not in {each.period for each in periods(run)}:
        raise fault("E405", period=period, span=f"{run.first_period} … {run.last_period}")
    return period


def text(run: RunView, period: str | None, tongue: Tongue) -> str:
    """The sentence of the month and the table of the total and its sections."""
    from nhip.releases.queries import headline, node_table

    month = _period(run, period)
    head = f"{run.title(tongue.code)} · {month}"
    if run.illustrative:
        head += tongue(" · SỐ LIỆU MINH HOẠ", " · ILLUSTRATIVE DATA")
    columns = [
        tongue("Mã", "Code"),
        tongue("Tên", "Name"),
        tongue("Chỉ số", "Index"),
        tongue("Tháng trước", "Prev. month"),
        tongue("Cùng kỳ", "Year ago"),
        tongue("Cộng dồn", "Cumulative"),
    ]
    rows = [
        [row.code, row.name, *(str(each) for each in (row.index, row.previous_month, row.same_month, row.cumulative))]
        for row in node_table(run, month, tongue.code)
        if row.depth <= SHOWN_DEPTH
    ]
    return "\n".join([head, headline(run, month, tongue.code).text, "", table(columns, rows, left=2)])


def as_json(run: RunView, period: str | None, tongue: Tongue) -> dict[str, Any]:
    """The same for programs, with unrounded values."""
    from nhip.releases.queries import headline, node_table

    month = _period(run, period)
    rows = [
        {
            "node": row.code,
            "name": row.name,
            "period": month,
            "index": number(row.index),
            "previous_month": number(row.previous_month),
            "same_month": number(row.same_month),
            "cumulative": number(row.cumulative),
        }
        for row in node_table(run, month, tongue.code)
        if row.depth <= SHOWN_DEPTH
    ]
    return {
        "run": run.id,
        "as_of": run.as_of.isoformat(),
        "scheme_hash": run.scheme_hash,
        "result_hash": run.result_hash,
        "illustrative": run.illustrative,
        "sentence": headline(run, month, tongue.code).text,
        "headline": rows,
    }


def number(shown: Shown) -> float | None:
    """The value behind a printed number."""
    return None if shown.value is None else float(shown.value)


def opened(node: str, period: str, tongue: Tongue) -> NodeOpening:
    """A node's value opened into its parts.

    Raises:
        Fault, CommandFault: there is no such month or node.
    """
    from nhip.releases.queries import open_node

    run = newest_run(tongue)
    month = _period(run, period)
    try:
        return open_node(run, node, month, tongue.code)
    except LookupError as wrong:
        raise CommandFault(
            "C011",
            f"không có mã «{node}» ở kỳ {month}; nhip compile --json liệt kê các mã.",
            f"there is no code “{node}” in {month}; nhip compile --json lists the codes.",
            node=node,
        ) from wrong
