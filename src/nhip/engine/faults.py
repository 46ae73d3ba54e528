"""Every error a user of the engine can meet: one number, one sentence in two languages.

A sentence says what is wrong and what to do; where (file, sheet, row, column, value) is kept apart in the
fault's fields, so that a program can use it and a person reads it in front of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .faults_analysis import ANALYSIS

WHERE: tuple[str, ...] = ("file", "sheet", "row", "column", "value")

_WHERE_WORDS: dict[str, dict[str, str]] = {
    "vi": {"file": "{}", "sheet": "trang «{}»", "row": "dòng {}", "column": "cột «{}»", "value": "giá trị «{}»"},
    "en": {"file": "{}", "sheet": "sheet “{}”", "row": "row {}", "column": "column “{}”", "value": "value “{}”"},
}

CATALOGUE: dict[str, tuple[str, str]] = {
    # E10x: a file or folder that cannot be read at all
    "E101": (
        "không tìm thấy tệp hoặc thư mục; hãy kiểm tra đường dẫn",
        "there is no such file or folder; check the path",
    ),
    "E102": (
        "không đọc được tệp ({reason}); hãy mở và lưu lại tệp dưới dạng CSV (UTF-8) hoặc Parquet",
        "the file cannot be read ({reason}); open it and save it again as CSV (UTF-8) or Parquet",
    ),
    "E103": (
        "thiếu cột «{missing}»; các cột cần có: {wanted}",
        "the column “{missing}” is missing; needed are: {wanted}",
    ),
    "E104": ("tệp không có dòng số liệu nào; hãy gửi tệp có số liệu", "the file has no data rows; give one that has"),
    "E105": (
        "không nhận ra loại tệp «{suffix}»; hãy dùng .csv hoặc .parquet",
        "the kind of file “{suffix}” is not known; use .csv or .parquet",
    ),
    "E106": (
        "cột có kiểu {found}, cần kiểu {wanted}; hãy ghi lại cột đúng kiểu",
        "the column is of type {found}, needed is {wanted}; write the column with the right type",
    ),
    "E107": (
        "không ghi được kết quả ({reason}); chưa có tệp nào bị thay đổi",
        "the result cannot be written ({reason}); no file was changed",
    ),
    # E11x: the scheme
    "E110": (
        "bảng «{table}» không có trong thư mục; thư mục phương án cần: {wanted}",
        "the table “{table}” is not in the folder; a scheme folder needs: {wanted}",
    ),
    "E111": (
        "mã «{code}» ghi hai lần trong phân loại {classification}; hãy giữ một dòng",
        "the code “{code}” stands twice in classification {classification}; keep one row",
    ),
    "E112": (
        "mã «{code}» có mã cha «{parent}» không tồn tại; hãy thêm mã cha hoặc sửa lại",
        "the code “{code}” has a parent “{parent}” that does not exist; add the parent or correct it",
    ),
    "E113": (
        "các mã {cycle} tạo thành vòng, mã này là cha của mã kia; hãy sửa cột parent",
        "the codes {cycle} form a cycle, each the parent of the next; correct the column parent",
    ),
    "E114": (
        "phân loại {classification} phải có đúng một mã gốc (parent để trống), hiện có {count}",
        "classification {classification} must have exactly one root (empty parent), it has {count}",
    ),
    "E115": (
        "kỳ quyền số {epoch} thiếu quyền số của mã «{code}»; hãy thêm vào weights",
        "epoch {epoch} has no weight for the code “{code}”; add it to weights",
    ),
    "E116": (
        "quyền số của mã «{code}» trong kỳ {epoch} phải là số dương",
        "the weight of the code “{code}” in epoch {epoch} must be a positive number",
    ),
    "E117": (
        "quyền số của mã «{code}» trong kỳ {epoch} ghi hai lần; hãy giữ một dòng",
        "the weight of the code “{code}” in epoch {epoch} is given twice; keep one row",
    ),
    "E118": (
        "mã «{code}» không có trong phân loại {classification} của kỳ {epoch}",
        "the code “{code}” is not in classification {classification} of epoch {epoch}",
    ),
    "E119": (
        "kỳ quyền số {epoch} kết thúc {end}, kỳ sau {following} bắt đầu {start}: hai kỳ phải nối liền nhau",
        "epoch {epoch} ends in {end}, the next one {following} starts in {start}: epochs must meet",
    ),
    "E120": (
        "kỳ «{text}» không đúng; hãy viết theo dạng 2023-04",
        "the period “{text}” is not valid; write it like 2023-04",
    ),
    "E121": (
        "kỳ {epoch}: thời gian bắt đầu ({start}) sau thời gian kết thúc ({end})",
        "epoch {epoch}: the start ({start}) comes after the end ({end})",
    ),
    "E122": (
        "giá trị «{text}» của «{key}» không dùng được; được phép: {allowed}",
        "the value “{text}” of “{key}” cannot be used; allowed are: {allowed}",
    ),
    "E123": (
        "lượng kỳ gốc của sản phẩm «{code}» trong kỳ {epoch} phải là số dương",
        "the base quantity of product “{code}” in epoch {epoch} must be a positive number",
    ),
    "E124": (
        "kỳ {epoch}: phân loại «{classification}» không có trong bảng nodes",
        "epoch {epoch}: the classification “{classification}” is not in the table nodes",
    ),
    "E125": ("hệ số quy đổi phải là số dương", "a conversion factor must be a positive number"),
    "E126": (
        "loại sự kiện «{text}» không có; được phép: {allowed}",
        "there is no kind of event “{text}”; allowed are: {allowed}",
    ),
    "E127": ("sự kiện {kind} thiếu {field}; hãy điền đủ", "the event {kind} lacks {field}; fill it in"),
    "E128": (
        "giá trị không phải là số; hãy ghi số, dùng dấu chấm cho phần thập phân",
        "the value is not a number; write a number with a point for decimals",
    ),
    "E129": ("bảng không có kỳ quyền số nào; hãy thêm ít nhất một kỳ", "there is no epoch; add at least one"),
    "E130": (
        "kỳ {epoch} có năm gốc {base} nằm ngoài thời gian của kỳ trước; hai kỳ không nối được",
        "epoch {epoch} follows another, but its base period {base} lies outside it; they cannot be linked",
    ),
    # E20x: reports
    "E201": (
        "lượng để trống mà không ghi trạng thái; ghi 0, hoặc trạng thái not_produced hay not_reported",
        "the quantity is blank and no state is given; write 0, or the state not_produced or not_reported",
    ),
    "E202": (
        "lượng không phải là số hữu hạn; hãy ghi số đúng hoặc trạng thái not_reported",
        "the quantity is not a finite number; write the right number or the state not_reported",
    ),
    "E203": (
        "lượng là số âm; sản lượng không thể âm, hãy kiểm tra lại báo cáo",
        "the quantity is negative; output cannot be negative, check the report",
    ),
    "E204": (
        "doanh nghiệp «{enterprise}», sản phẩm «{product}», kỳ {period} có {count} báo cáo; hãy giữ một",
        "enterprise “{enterprise}”, product “{product}”, period {period} has {count} reports; keep one",
    ),
    "E205": (
        "sản phẩm «{code}» không có trong phương án; hãy thêm vào nodes hoặc sửa mã",
        "the product “{code}” is not in the scheme; add it to nodes or correct the code",
    ),
    "E206": (
        "kỳ «{period}» nằm ngoài mọi kỳ quyền số ({span}); hãy sửa kỳ hoặc mở rộng epochs",
        "the period “{period}” lies outside all epochs ({span}); correct it or widen epochs",
    ),
    "E207": (
        "đơn vị «{unit}» của sản phẩm «{code}» khác đơn vị «{own}» và chưa có hệ số; hãy thêm vào units",
        "the unit “{unit}” of product “{code}” is not its own unit “{own}” and has no factor; add it to units",
    ),
    "E208": (
        "trạng thái «{state}» không có; được phép: {allowed}",
        "there is no state “{state}”; allowed are: {allowed}",
    ),
    "E209": (
        "trạng thái {state} không đi cùng lượng {quantity}; hãy xoá lượng hoặc sửa trạng thái",
        "the state {state} does not go with the quantity {quantity}; remove the quantity or correct the state",
    ),
    "E210": (
        "mã để trống; mỗi báo cáo cần doanh nghiệp, sản phẩm và kỳ",
        "a code is blank; each report needs enterprise, product and period",
    ),
    "E211": (
        "mã «{code}» không có trong phương án hoặc không phải là mã lá; hãy sửa mã",
        "the code “{code}” is not in the scheme or is not a leaf; correct the code",
    ),
    "E212": (
        "mã «{node}», kỳ {period} có {count} giá trị; hãy giữ một",
        "the code “{node}”, period {period} has {count} values; keep one",
    ),
    "E213": ("chỉ số phải là số dương hữu hạn", "an index must be a positive finite number"),
    # E4xx: what cannot be computed
    "E401": (
        "sản phẩm «{code}» không có số liệu tháng {period} (kỳ quyền số {epoch}); hãy bổ sung báo cáo hoặc ước tính",
        "product “{code}” has nothing for {period} in epoch {epoch}; add a report or an estimate",
    ),
    "E402": (
        "sản phẩm «{code}» có lượng bình quân kỳ gốc bằng 0 trong kỳ {epoch}; hãy ghi lượng gốc vào bases",
        "product “{code}” has a base quantity of zero in epoch {epoch}; give one in bases",
    ),
    "E403": (
        "kỳ {period}: không có báo cáo nào để ước tính các báo cáo thiếu của sản phẩm «{code}»",
        "period {period}: there is no report from which the missing ones of product “{code}” could be estimated",
    ),
    "E404": (
        "không có mã «{code}» trong phương án; gần nhất: {near}",
        "there is no code “{code}” in the scheme; nearest are: {near}",
    ),
    "E405": ("kỳ {period} không có trong kết quả ({span})", "the period {period} is not in the result ({span})"),
    "E406": (
        "sự kiện nối của sản phẩm «{code}» kỳ {period}: không có sản lượng trong các tháng gối đầu {overlap}",
        "the linking event of product “{code}” in {period}: nothing was produced in the overlap {overlap}",
    ),
    "E407": (
        "chỉ số của «{code}» trong thời gian gối đầu bằng 0 hoặc không có, không nối được kỳ {epoch}",
        "the index of “{code}” is zero or absent in the overlap, epoch {epoch} cannot be linked",
    ),
    "E408": (
        "chưa cài bộ máy «{engine}»; hãy cài gói {package}",
        "the engine “{engine}” is not installed; install the package {package}",
    ),
    "E409": (
        "thư mục không phải kho đã chuẩn bị, hoặc được chuẩn bị cho phương án khác; hãy chạy lại nhip prepare",
        "the folder is not a prepared store, or was prepared for another scheme; run nhip prepare again",
    ),
    **ANALYSIS,
}


class Fault(Exception):
    """One thing that is wrong, with its number, where it is, and what to do.

    Attributes:
        number: key into the catalogue, for example ``"E205"``.
        fields: the named values of the sentence and of the place (``file``, ``sheet``, ``row``, ``column``,
            ``value``; rows count from 1 as a spreadsheet shows them, the header being row 1).

    Examples:
        >>> print(fault("E205", code="9999", file="reports.csv", row=7, column="product").message("en"))
        E205 reports.csv, row 7, column “product”: the product “9999” is not in the scheme; add it to nodes or \
correct the code.
    """

    def __init__(self, number: str, fields: dict[str, Any]) -> None:
        self.number = number
        self.fields = fields
        super().__init__(self.message("en"))

    def where(self, lang: str = "vi") -> str:
        words = _WHERE_WORDS[lang]
        return ", ".join(words[k].format(self.fields[k]) for k in WHERE if self.fields.get(k) is not None)

    def message(self, lang: str = "vi") -> str:
        """The whole sentence: number, where, what, what to do."""
        sentence = CATALOGUE[self.number][0 if lang == "vi" else 1].format_map(_Known(self.fields))
        place = self.where(lang)
        return f"{self.number} {place}: {sentence}." if place else f"{self.number} {sentence}."

    def as_dict(self) -> dict[str, Any]:
        """For machine-readable output."""
        place = {k: self.fields[k] for k in WHERE if self.fields.get(k) is not None}
        return {"number": self.number, "where": place, "vi": self.message("vi"), "en": self.message("en")}

    def at(self, **where: Any) -> Fault:
        """The same fault with the place filled in by someone who knows it."""
        return Fault(self.number, {**self.fields, **where})


class Faults(Exception):
    """Several faults found in one reading, so that a user mends them in one go."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(f.message("en") for f in self.faults))

    def message(self, lang: str = "vi") -> str:
        return "\n".join(f.message(lang) for f in self.faults)


class _Known(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "?"


def fault(number: str, **fields: Any) -> Fault:
    """A fault of the catalogue; a number that is not there is a mistake of the programmer."""
    if number not in CATALOGUE:
        raise KeyError(number)
    return Fault(number, fields)


def raise_all(faults: list[Fault]) -> None:
    """Raise nothing, the one fault, or all of them."""
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise Faults(faults)
