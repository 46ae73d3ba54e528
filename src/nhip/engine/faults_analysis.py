"""The part of the error catalogue that belongs to the analysis of finished indices (E301 to E399).

`faults` merges it into the one catalogue; each entry is a sentence in Vietnamese and one in English.
"""

from __future__ import annotations

__all__ = ["ANALYSIS"]

ANALYSIS: dict[str, tuple[str, str]] = {
    # E30x: a table of indices
    "E301": (
        "bảng {table} thiếu cột «{missing}»; các cột cần có: {wanted}",
        "the table {table} has no column “{missing}”; needed are: {wanted}",
    ),
    "E302": (
        "mã «{node}» có nhiều giá trị cho kỳ {period}; hãy giữ một dòng",
        "the code “{node}” has more than one value for {period}; keep one row",
    ),
    "E303": (
        "mã «{node}» không có giá trị chỉ số ở kỳ {period}; hãy bỏ dòng đó hoặc ghi giá trị",
        "the code “{node}” has no index value for {period}; leave the row out or give its value",
    ),
    "E304": (
        "chỉ số của mã «{node}» ở kỳ {period} phải là số hữu hạn, không âm",
        "the index of the code “{node}” for {period} must be a finite number, not negative",
    ),
    "E305": (
        "kỳ «{period}» của mã «{node}» không đúng; hãy viết theo dạng 2023-04",
        "the period “{period}” of the code “{node}” is not valid; write it like 2023-04",
    ),
    "E306": ("có dòng không ghi mã ngành hoặc sản phẩm", "a row has no code"),
    # E31x: linking
    "E310": (
        "không nối được hai dãy: không mã nào có đủ số liệu của cả hai dãy trong {overlap}",
        "the two series cannot be linked: no code has values of both in every month of {overlap}",
    ),
    "E311": (
        "các kỳ quyền số phải theo thứ tự thời gian: {later} bắt đầu {start}, không sau {earlier}",
        "epochs must follow each other in time: {later} starts in {start}, not after {earlier}",
    ),
    "E312": (
        "kỳ quyền số {name} chưa có tháng bắt đầu (valid_from), nên không biết nối từ tháng nào",
        "epoch {name} has no first month (valid_from), so it is not known where to link it",
    ),
    "E313": (
        "giá trị «{overlap}» không dùng được; hãy dùng average, một tháng từ 01 đến 12, hoặc danh sách các kỳ",
        "the overlap “{overlap}” cannot be used; give average, a month from 01 to 12, or a list of periods",
    ),
    "E314": (
        "không quy đổi được mã «{node}»: thiếu số liệu của kỳ gốc mới {reference} hoặc trung bình bằng 0",
        "the code “{node}” cannot be re-referenced: {reference} is incomplete or its average is zero",
    ),
    # E32x: comparisons
    "E320": (
        "không có phép so sánh «{comparison}»; các phép so sánh: {known}",
        "the comparison “{comparison}” is not known; known are: {known}",
    ),
    # E33x: weights and contributions
    "E330": (
        "quyền số của mã «{node}» phải là số hữu hạn, không âm",
        "the weight of the code “{node}” must be a finite number, not negative",
    ),
    "E331": ("mã «{node}» có nhiều quyền số; hãy giữ một dòng", "the code “{node}” has several weights; keep one row"),
    "E332": (
        "các mã {cycle} tạo thành vòng, mã này là cha của mã kia; hãy sửa cột parent",
        "the codes {cycle} form a cycle, each the parent of the next; correct the column parent",
    ),
    "E333": (
        "tổng quyền số của các mã con của «{node}» bằng 0; hãy kiểm tra bảng quyền số",
        "the weights of the children of “{node}” add up to zero; check the weights",
    ),
    "E334": (
        "mã «{node}» không có trong bảng quyền số; hãy kiểm tra mã",
        "the code “{node}” is not in the table of weights; check the code",
    ),
    "E335": (
        "bảng quyền số phải có đúng một mã gốc, hiện có: {roots}",
        "the weights must have exactly one root, they have: {roots}",
    ),
    "E336": (
        "có {epochs} kỳ quyền số nhưng {weights} bảng quyền số, và dãy chỉ số nối từ {chained} kỳ",
        "there are {epochs} epochs but {weights} tables of weights, and the chained index links {chained}",
    ),
    "E337": (
        "chỉ số đã quy đổi về {reference}, nên quyền số của kỳ gốc {base} không còn cộng được; "
        "hãy dùng chỉ số theo kỳ gốc",
        "the index was re-referenced to {reference}, so the weights of {base} no longer add up; "
        "use the index on its own base",
    ),
    "E338": (
        "mã «{node}» không có mã con, nên không có gì để phân tích đóng góp",
        "the code “{node}” has no children, so there are no contributions to it",
    ),
    "E339": (
        "mã «{node}» không nối được ở kỳ quyền số {epoch}; phân tích đóng góp cần dãy nối liền",
        "the code “{node}” is not linked in epoch {epoch}; contributions need an unbroken chain",
    ),
    # E34x: editing
    "E340": (
        "tham số {name} = {value} không dùng được; được phép: {allowed}",
        "the parameter {name} = {value} cannot be used; allowed is: {allowed}",
    ),
    "E341": (
        "doanh nghiệp «{enterprise}», sản phẩm «{product}», kỳ {period}: lượng phải là số hữu hạn, không âm",
        "enterprise “{enterprise}”, product “{product}”, {period}: the quantity must be a finite number, not negative",
    ),
    "E342": (
        "doanh nghiệp «{enterprise}», sản phẩm «{product}» có nhiều báo cáo cho kỳ {period}; hãy giữ một dòng",
        "enterprise “{enterprise}”, product “{product}” has several reports for {period}; keep one row",
    ),
    "E343": (
        "doanh nghiệp «{enterprise}», sản phẩm «{product}»: kỳ «{period}» không đúng; hãy viết theo dạng 2023-04",
        "enterprise “{enterprise}”, product “{product}”: the period “{period}” is not valid; write it like 2023-04",
    ),
    "E344": (
        "sản phẩm «{product}» không có lượng kỳ gốc dương; hãy bổ sung vào bảng lượng kỳ gốc",
        "the product “{product}” has no positive base quantity; add it to the base quantities",
    ),
}
