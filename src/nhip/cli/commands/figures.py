"""`nhip figures`: the figures of a period, as the newest compilation has them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from nhip.cli.outcome import Exit, print_json
from nhip.cli.table import table
from nhip.cli.tongue import Tongue

if TYPE_CHECKING:
    from nhip.figures.model import Figure
    from nhip.figures.periods import Period
    from nhip.releases.book import Book

NAME = "figures"
SUMMARY = ("liệt kê các con số của một kỳ", "list the figures of a period")
DETAILS = (
    """\
In mọi con số của đúng kỳ đó trong lần tính mới nhất: chỉ tiêu, đối tượng, so sánh, giá trị. Không suy ra số nào khác:
chỉ tiêu chỉ có theo tháng thì hỏi theo tháng. Kỳ: 2023, 2023-H1, 2023-Q4, 2023-12, 2023-01/2023-11.

Ví dụ:
  nhip figures --period 2023 --indicator NEW_ENTERPRISES
  nhip figures --period 2023-01/2023-12 --indicator TARGET_GAP
  nhip figures --period 2023-12 --indicator IIP --subject TOTAL --json""",
    """\
Prints every figure of exactly that period in the newest compilation: indicator, subject, comparison, value. Nothing
else is made up: an indicator that has months only is asked for by month. Periods: 2023, 2023-H1, 2023-Q4, 2023-12,
2023-01/2023-11.

Examples:
  nhip figures --period 2023 --indicator NEW_ENTERPRISES
  nhip figures --period 2023-01/2023-12 --indicator TARGET_GAP
  nhip figures --period 2023-12 --indicator IIP --subject TOTAL --json""",
)


def add_options(parser: argparse.ArgumentParser, tongue: Tongue) -> None:
    """Declare the options."""
    parser.add_argument("--period", required=True, metavar=tongue("KỲ", "PERIOD"), help=tongue("kỳ", "the period"))
    parser.add_argument(
        "--indicator", metavar=tongue("MÃ", "CODE"), help=tongue("chỉ một chỉ tiêu", "one indicator only")
    )
    parser.add_argument("--subject", metavar=tongue("MÃ", "CODE"), help=tongue("chỉ một đối tượng", "one subject only"))


def run(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    """List the figures."""
    from nhip.cli.database import newest_run
    from nhip.cli.site import migrate

    migrate()
    from nhip.releases.book import Book

    period, codes = _period(asked.period), _indicators(asked.indicator)
    # Whoever runs commands on the server has the database anyway: nothing is hidden from them, confidential is said.
    book = Book(newest_run(tongue), None, tongue.code)
    found = [figure for code in codes for figure in book.figures(code, period=period, subject=asked.subject)]
    if not found:
        from nhip.plans.targets.faults import fault

        raise fault("E799", text=asked.period)
    if asked.json:
        rows = [_row(book, figure) for figure in found]
        print_json({"ok": True, "period": str(period), "as_of": book.run.as_of.isoformat(), "figures": rows})
    else:
        print(_text(book, period, found, tongue))
    return Exit.DONE


def _period(text: str) -> Period:
    from nhip.figures.periods import Period
    from nhip.plans.targets.faults import fault

    try:
        return Period.parse(text)
    except ValueError:
        raise fault("E797", text=text) from None


def _indicators(code: str | None) -> list[str]:
    from nhip.figures.catalogue import all_indicators
    from nhip.plans.targets.faults import fault

    codes = [entry.code for entry in all_indicators()]
    if code is None:
        return codes
    if code not in codes:
        raise fault("E798", text=code, allowed=", ".join(codes))
    return [code]


def _row(book: Book, figure: Figure) -> dict[str, Any]:
    """One figure for programs, unrounded."""
    return {
        "indicator": figure.indicator,
        "subject": figure.subject,
        "place": figure.place,
        "period": str(figure.period),
        "comparison": figure.comparison.value,
        "value": figure.value,
        "unit": book.unit(figure.indicator, figure.subject),
        "contribution": figure.contribution,
        "status": figure.status.value,
        "imputed_share": figure.imputed_share,
        "confidential": figure.confidential,
    }


def _text(book: Book, period: Period, found: list[Figure], tongue: Tongue) -> str:
    from nhip.registry.models import Place

    places = dict(Place.objects.order_by("id").values_list("code", "name"))
    head = f"{period.in_words(tongue.code)} · {book.run.title(tongue.code)}"
    if book.run.illustrative:
        head += tongue(" · SỐ LIỆU MINH HOẠ", " · ILLUSTRATIVE DATA")
    columns = [
        tongue("Chỉ tiêu", "Indicator"),
        tongue("Đối tượng", "Subject"),
        tongue("Tên", "Name"),
        tongue("So sánh", "Comparison"),
        tongue("Giá trị", "Value"),
    ]
    rows = [
        [
            figure.indicator,
            figure.subject or figure.place,
            places.get(figure.place) or book.name(figure.indicator, figure.subject),
            figure.comparison.value,
            str(book.written(figure)),
        ]
        for figure in found
    ]
    return "\n".join([head, "", table(columns, rows, left=4)])
