"""From neutral cells to returns: the header is found by its words, rows become lines, nothing is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from nhip.figures.periods import Period
from nhip.intake.faults_checks import fault
from nhip.intake.reading.cells import Cell, CellKind, Sheet, Workbook, position
from nhip.intake.reading.marking import FAULT_SHEETS
from nhip.intake.reading.numerals import NumberStyle, Word, column_style
from nhip.intake.reading.outcomes import complaint, month_of, number_of
from nhip.intake.returns import BLANK, Entry, EntryState, Line, Place, Return
from nhip.intake.sheets.columns import MEASURES, code_of, heading, stage_of, state_of
from nhip.intake.sheets.imprint import SHEET, Imprint, read_imprint
from nhip.registry.tax_codes import clean_tax_code

__all__ = ["MOST_ROWS", "read_returns"]

MOST_ROWS: Final = 20_000
_HEADER_WITHIN: Final = 40
_WITHOUT_PRODUCTION: Final = (EntryState.NOT_PRODUCED, EntryState.NOT_REPORTED)


def read_returns(workbook: Workbook, *, period: str = "", stage: str = "", enterprise: str = "") -> list[Return]:
    """Read the returns of a workbook. What the file does not say is taken from what was asked for.

    Raises:
        Fault: N240 to N242, N248 or N249: there is no table of figures to read.
    """
    imprint, imprinted = read_imprint(workbook)
    sheet, number, columns = _table(workbook)
    asked = _Asked(period, stage, enterprise, imprint, imprinted)
    reader = _Reader(workbook.name, sheet, columns, asked, _styles(sheet, number, columns))
    rows = 0
    for row, cells in sheet.rows():
        if row > number and reader.takes(row, cells):
            rows += 1
            if rows > MOST_ROWS:
                raise fault("N249", file=workbook.name, sheet=sheet.name or None, row=row, most=MOST_ROWS)
    if not rows:
        raise fault("N242", file=workbook.name, sheet=sheet.name or None, row=number, column="A")
    return reader.returns()


def _table(workbook: Workbook) -> tuple[Sheet, int, dict[str, int]]:
    """Return the sheet with the table, the row of its header, and its columns by code."""
    own = [sheet for sheet in workbook.sheets if sheet.name != SHEET and sheet.name not in FAULT_SHEETS]
    for sheet in sorted(own, key=lambda each: each.hidden):
        for row, cells in sheet.rows():
            if row > _HEADER_WITHIN:
                break
            columns: dict[str, int] = {}
            for column, cell in cells.items():
                code = code_of(cell.value) if isinstance(cell.value, str) and not cell.merged_from else None
                if code is not None and code in columns and "product" in columns:
                    raise fault("N241", **cell.where(workbook.name), text=cell.text)
                if code is not None:
                    columns.setdefault(code, column)
            if "product" in columns and "production" in columns:
                return sheet, row, columns
    wanted = " / ".join(
        ", ".join(heading(code, language) for code in ("product", "production")) for language in ("vi", "en")
    )
    first = own[0].name if own else ""
    raise fault("N240", file=workbook.name, sheet=first or None, row=1, column="A", wanted=wanted)


def _styles(sheet: Sheet, header: int, columns: Mapping[str, int]) -> dict[str, NumberStyle | None]:
    """Return how the numbers of each column are written, where they are texts."""
    texts: dict[int, list[str]] = {}
    wanted = {columns[code] for code in (*MEASURES, "employees") if code in columns}
    for cell in sheet.cells:
        if cell.kind is CellKind.TEXT and cell.column in wanted and cell.row > header:
            texts.setdefault(cell.column, []).append(str(cell.value))
    return {code: column_style(texts[at]) for code, at in columns.items() if at in texts}


@dataclass(frozen=True, slots=True)
class _Asked:
    period: str
    stage: str
    enterprise: str
    imprint: Imprint | None
    places: Mapping[str, Place]


@dataclass(slots=True)
class _Group:
    """The rows of one return while they come in."""

    enterprise: str
    period: str
    stage: str
    places: dict[str, Place]
    lines: list[Line] = field(default_factory=list)
    employees: Entry = BLANK


class _Reader:
    def __init__(
        self,
        file: str,
        sheet: Sheet,
        columns: Mapping[str, int],
        asked: _Asked,
        styles: Mapping[str, NumberStyle | None],
    ) -> None:
        self.file, self.sheet, self.columns, self.asked, self.styles = file, sheet, columns, asked, styles
        self.measures = [(code, columns[code]) for code in MEASURES if code in columns]
        self.letters = {code: Cell(sheet.name, 1, at, None, CellKind.BLANK).letters for code, at in columns.items()}
        self.groups: list[_Group] = []
        self.open: dict[tuple[str, str, str], _Group] = {}
        self.months: dict[object, str] = {}

    def takes(self, row: int, cells: Mapping[int, Cell]) -> bool:
        """Take a row if it is one of figures, and say so."""
        product = self.code(cells, "product")
        numbered = any(at in cells and cells[at].kind in (CellKind.NUMBER, CellKind.FORMULA) for _, at in self.measures)
        if not product and not numbered:
            return False  # a heading between rows, a signature, a remark
        group = self.group(row, cells)
        state_cell = self.cell(cells, "state")
        state = state_of(state_cell.text.strip()) if state_cell is not None else ""
        entries = {code: self.entry(cells.get(at), row, code, state) for code, at in self.measures}
        unit = self.cell(cells, "unit")
        group.lines.append(
            Line(
                product,
                unit.text.strip() if unit is not None else "",
                entries,
                self.place(row, "product"),
                self.place(row, "unit"),
                state,
                self.place(row, "state"),
            )
        )
        return True

    def group(self, row: int, cells: Mapping[int, Cell]) -> _Group:
        """Return the return that a row belongs to."""
        imprint = self.asked.imprint
        enterprise, period, stage = self.code(cells, "enterprise"), self.period(cells), self.stage(cells)
        places = {name: self.place(row, name) for name in ("enterprise", "period", "stage", "form")}
        if imprint is not None:
            places["form"] = self.asked.places["form"]
        if not enterprise:
            enterprise = (imprint.enterprise if imprint else "") or self.asked.enterprise
            if imprint is not None and imprint.enterprise and "enterprise" not in self.columns:
                places["enterprise"] = self.asked.places["enterprise"]
        if not period:
            period = (imprint.period if imprint else "") or self.asked.period
            if imprint is not None and "period" not in self.columns:
                places["period"] = self.asked.places["period"]
        stage = stage or (imprint.stage if imprint else "") or self.asked.stage or "official"
        employees = self.entry(self.cell(cells, "employees"), row, "employees", "")
        key = (enterprise, period, stage)
        group = self.open.get(key)
        # A second number of employees begins another return, so that the check sees both.
        if group is None or (employees.filled and group.employees.filled and employees.value != group.employees.value):
            group = _Group(enterprise, period, stage, places)
            self.groups.append(group)
            self.open[key] = group
        if employees.filled or (employees.problem is not None and not group.employees.filled):
            group.employees = employees
        return group

    def entry(self, cell: Cell | None, row: int, code: str, state: str) -> Entry:
        """Return a box as an entry."""
        if cell is None or cell.kind is CellKind.BLANK:
            place = Place(self.sheet.name, row, self.letters.get(code, "A"))
            stated = code == "production" and state in _WITHOUT_PRODUCTION
            return Entry(None, EntryState(state) if stated else EntryState.BLANK, "", place)
        place = Place(cell.sheet, cell.row, cell.letters)
        outcome = number_of(cell, self.styles.get(code))
        if isinstance(outcome, Decimal):
            estimated = state == EntryState.ESTIMATED
            return Entry(outcome, EntryState.ESTIMATED if estimated else EntryState.REPORTED, cell.text, place)
        if isinstance(outcome, Word):
            return Entry(None, EntryState(outcome.meaning.value), cell.text, place)
        return Entry(None, EntryState.BLANK, cell.text, place, complaint(cell, outcome, self.file))

    def cell(self, cells: Mapping[int, Cell], name: str) -> Cell | None:
        at = self.columns.get(name)
        return cells.get(at) if at is not None else None

    def code(self, cells: Mapping[int, Cell], name: str) -> str:
        """Return a code as text; a spreadsheet that made a number of a tax code has dropped its first zero."""
        cell = self.cell(cells, name)
        if cell is None:
            return ""
        if name != "enterprise":
            return cell.text.strip()
        text = clean_tax_code(f"{cell.value:f}" if isinstance(cell.value, Decimal) else cell.text)
        lost = cell.kind is CellKind.NUMBER and len(text) in (9, 12)
        return f"0{text}" if lost else text

    def period(self, cells: Mapping[int, Cell]) -> str:
        cell = self.cell(cells, "period")
        if cell is None:
            return ""
        if cell.value not in self.months:
            text = cell.text.strip()
            found = month_of(cell)
            is_year = len(text) == 4 and text.isascii() and text.isdecimal()
            # What is no month stays as it is, so that a check can name it.
            self.months[cell.value] = str(found) if isinstance(found, Period) and not is_year else text
        return self.months[cell.value]

    def stage(self, cells: Mapping[int, Cell]) -> str:
        cell = self.cell(cells, "stage")
        if cell is None or not cell.text.strip():
            return ""
        stage = stage_of(cell.text)
        if stage is None:
            raise fault("N248", **cell.where(self.file), text=cell.text[:40])
        return stage

    def place(self, row: int, name: str) -> Place:
        """Return where a field of a row stands, or would stand."""
        return Place(self.sheet.name, row, self.letters.get(name, self.letters["product"]))

    def returns(self) -> list[Return]:
        """Return what came in, in the order of the rows."""
        imprint = self.asked.imprint
        form = imprint.form if imprint is not None else None
        wrong = imprint is not None and imprint.checksum != imprint.checksum_of(self.rows())
        found = [
            Return(
                group.enterprise,
                group.period,
                group.stage,
                tuple(group.lines),
                form,
                group.employees,
                group.places,
                wrong and number == 0,
            )
            for number, group in enumerate(self.groups)
        ]
        return self.with_employees(found)

    def rows(self) -> Sequence[tuple[str, str]]:
        return [(line.product, line.unit) for group in self.groups for line in group.lines]

    def with_employees(self, found: list[Return]) -> list[Return]:
        """Add the number of employees that a template for one enterprise has in a box of its own."""
        address = self.asked.imprint.employees if self.asked.imprint is not None else ""
        if not address or len(found) != 1:
            return found
        try:
            row, column = position(address)
        except ValueError:
            return found
        cell = self.sheet.at(row, column)
        outcome = number_of(cell)
        place = Place(self.sheet.name, row, cell.letters)
        if isinstance(outcome, Decimal):
            employees = Entry(outcome, EntryState.REPORTED, cell.text, place)
        else:
            employees = Entry(None, EntryState.BLANK, cell.text, place, complaint(cell, outcome, self.file))
        return [replace(found[0], employees=employees)]
