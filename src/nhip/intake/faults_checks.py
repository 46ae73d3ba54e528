"""What a check can find in a return (N201 to N239), and what can stop an import (N240 to N259).

Names that end in _vi and _en are written for their language. Whether a finding stops the return is the check's
affair; here are only its words.
"""

from __future__ import annotations

from typing import Final

from nhip.engine.faults import CATALOGUE
from nhip.intake.faults import Fault, Faults, fault, raise_all

__all__ = ["Fault", "Faults", "fault", "raise_all"]

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    # N20x: the return as a whole
    "N201": (
        "mẫu biểu là {found}, mẫu đang dùng là {wanted}; hãy tải mẫu mới và chép số liệu sang",
        "the template is {found}, the one in use is {wanted}; download the new one and copy the figures into it",
    ),
    "N202": (
        "các ô khoá của mẫu (mã, đơn vị, kỳ) đã bị sửa; hãy kiểm tra lại hoặc tải mẫu mới",
        "locked cells of the template (codes, units, month) were changed; check them or download a new template",
    ),
    "N203": (
        "tệp ghi kỳ {found}, kỳ đang thu thập là {wanted}; hãy gửi đúng tệp của kỳ này",
        "the file is for {found}, asked for is {wanted}; send the file of that month",
    ),
    "N204": (
        "không có hoặc không đọc được kỳ báo cáo; hãy ghi tháng, ví dụ 10/2025",
        "the month is missing or cannot be read; write it, for example 10/2025",
    ),
    "N205": (
        "tệp là của doanh nghiệp {found}, không phải {wanted}; hãy gửi tệp của đúng doanh nghiệp",
        "the file is of enterprise {found}, not {wanted}; send the file of the right enterprise",
    ),
    "N206": (
        "doanh nghiệp «{code}» không có trong danh bạ; hãy sửa mã số thuế hoặc thêm doanh nghiệp",
        "the enterprise “{code}” is not in the register; correct the tax code or add the enterprise",
    ),
    # N21x: rows and boxes
    "N207": (
        "sản phẩm «{code}» không có trong danh mục; hãy sửa mã hoặc thêm sản phẩm",
        "the product “{code}” is not in the register; correct the code or add the product",
    ),
    "N208": (
        "doanh nghiệp chưa đăng ký báo cáo sản phẩm «{product}»; hãy nêu lý do nếu đây là sản phẩm mới",
        "the enterprise is not registered to report the product “{product}”; give a reason if it is a new one",
    ),
    "N209": (
        "sản phẩm «{product}» ghi hai lần, lần trước ở dòng {first}; hãy giữ một dòng",
        "the product “{product}” stands twice, first in row {first}; keep one row",
    ),
    "N210": (
        "đơn vị «{unit}» của «{product}» chưa có hệ số quy đổi sang «{own}»; hãy dùng: {allowed}",
        "the unit “{unit}” of “{product}” has no factor to “{own}”; use: {allowed}",
    ),
    "N211": ("số âm; hãy ghi số từ 0 trở lên", "the number is negative; write 0 or more"),
    "N212": (
        "số quá lớn, hoặc nhỏ đến mức chỉ còn là 0 sau 9 chữ số thập phân; hãy kiểm tra đơn vị",
        "the number is too large, or so small that nothing of it is left in 9 decimals; check the unit",
    ),
    "N213": (
        "chưa ghi sản lượng của «{product}»; hãy ghi số, ghi 0, hoặc chọn trạng thái "
        "«không sản xuất» hay «chưa báo cáo»",
        "the production of “{product}” is blank; write a number, or 0, or choose the state “not produced” or "
        "“not reported”",
    ),
    "N214": (
        "trạng thái là «{state_vi}» nhưng sản lượng ghi {found_vi}; hãy xoá số hoặc sửa trạng thái",
        "the state is “{state_en}” but production says {found_en}; delete the number or correct the state",
    ),
    "N215": (
        "trạng thái «{text}» không có; hãy chọn: {allowed_vi}",
        "there is no state “{text}”; choose: {allowed_en}",
    ),
    "N216": (
        "thiếu dòng của sản phẩm «{product}» mà doanh nghiệp phải báo cáo; "
        "hãy thêm dòng, hoặc ghi trạng thái «chưa báo cáo»",
        "the row of product “{product}”, which the enterprise has to report, is missing; add it, with the state "
        "“not reported” if there is nothing yet",
    ),
    "N217": (
        "số lao động phải là số nguyên từ 0 trở lên; hãy sửa lại",
        "the number of employees must be a whole number, 0 or more; correct it",
    ),
    "N218": (
        "số lao động ghi hai số khác nhau, {first_vi} và {found_vi}; hãy giữ một số",
        "two numbers of employees are given, {first_en} and {found_en}; keep one",
    ),
    # N22x: what does not fit together, or moved unusually
    "N220": (
        "tồn đầu kỳ {opening_vi} + sản xuất {production_vi} − tiêu thụ {sales_vi} = {computed_vi}, "
        "tồn cuối kỳ ghi {closing_vi}; hãy sửa, hoặc nêu lý do (hao hụt, tự dùng)",
        "opening stock {opening_en} + production {production_en} − sales {sales_en} = {computed_en}, but the closing "
        "stock says {closing_en}; correct it, or give a reason (losses, own use)",
    ),
    "N221": (
        "tồn đầu kỳ {found_vi} khác tồn cuối tháng trước {wanted_vi}; hãy sửa hoặc nêu lý do",
        "the opening stock {found_en} differs from last month's closing stock {wanted_en}; correct it or give a reason",
    ),
    "N222": (
        "cộng dồn ghi {found_vi}, cộng các tháng được {wanted_vi}; hãy sửa hoặc nêu lý do",
        "the cumulative figure says {found_en}, the months add up to {wanted_en}; correct it or give a reason",
    ),
    "N223": (
        "sản lượng {found_vi} thay đổi khác thường so với tháng trước {previous_vi} ({ratio_vi} lần); "
        "hãy kiểm tra đơn vị và số, hoặc nêu lý do",
        "production {found_en} moved unusually from last month's {previous_en} ({ratio_en} times); check unit and "
        "number, or give a reason",
    ),
    "N224": (
        "tỷ trọng trong ngành {class_code} chuyển từ {previous_vi} % sang {found_vi} %; "
        "hãy kiểm tra đơn vị và số, hoặc nêu lý do",
        "the share of class {class_code} went from {previous_en} % to {found_en} %; check unit and number, or give a "
        "reason",
    ),
    "N225": (
        "số chính thức {found_vi} khác số ước tính {estimate_vi} tới {percent_vi} %; hãy kiểm tra hoặc nêu lý do",
        "the official figure {found_en} differs from the estimate {estimate_en} by {percent_en} %; check it or give a "
        "reason",
    ),
    "N226": (
        "đơn giá {found_vi} triệu đồng một {unit}, tháng trước {previous_vi}; "
        "hãy kiểm tra giá trị (triệu đồng) và lượng, hoặc nêu lý do",
        "the unit price is {found_en} million đồng for one {unit}, last month {previous_en}; check value (million "
        "đồng) and quantity, or give a reason",
    ),
    "N227": (
        "số lao động {found_vi}, tháng trước {previous_vi}; hãy kiểm tra hoặc nêu lý do",
        "employees: {found_en}, last month {previous_en}; check it or give a reason",
    ),
    "N228": (
        "dự kiến tháng sau {found_vi}, sản lượng tháng này {production_vi}; hãy kiểm tra đơn vị hoặc nêu lý do",
        "the forecast for next month is {found_en}, this month's production {production_en}; check the unit or give a "
        "reason",
    ),
    "N229": (
        "kế hoạch năm {found_vi}, sản lượng năm trước {previous_vi}; hãy kiểm tra đơn vị hoặc nêu lý do",
        "the plan for the year is {found_en}, last year's production {previous_en}; check the unit or give a reason",
    ),
    # N24x: the import
    "N240": (
        "không tìm thấy bảng số liệu: cần dòng tiêu đề có các cột {wanted}; hãy dùng mẫu của hệ thống",
        "there is no table of figures: needed is a header row with the columns {wanted}; use the template",
    ),
    "N241": (
        "cột «{text}» có hai lần trong tiêu đề; hãy giữ một cột",
        "the column “{text}” stands twice in the header; keep one",
    ),
    "N242": ("bảng không có dòng số liệu nào; hãy điền rồi gửi lại", "the table has no rows; fill it in and send it"),
    "N243": (
        "việc nhập bị ngắt giữa chừng (máy chủ dừng); chưa có số liệu nào được ghi, hãy gửi lại tệp",
        "the import was cut off (the server stopped); nothing was taken in, send the file again",
    ),
    "N244": (
        "khoá của yêu cầu đã dùng cho một tệp khác; hãy tải lại trang rồi gửi lại",
        "the key of the request was used for another file; load the page again and send the file",
    ),
    "N245": (
        "{count} cảnh báo chưa có lý do; hãy sửa số hoặc chọn lý do cho từng cảnh báo",
        "{count} warnings have no reason; correct the figures or choose a reason for each",
    ),
    "N246": (
        "lần nhập đang ở trạng thái «{state_vi}» nên không hoàn tác được",
        "the import is in the state “{state_en}” and cannot be undone",
    ),
    "N247": ("hãy viết lý do hoàn tác", "write why the import is undone"),
    "N248": (
        "giai đoạn «{text}» không có; hãy ghi «ước tính» hoặc «chính thức»",
        "there is no stage “{text}”; write “estimate” or “official”",
    ),
    "N249": (
        "bảng có hơn {most} dòng số liệu; hãy chia thành nhiều tệp",
        "the table has more than {most} rows; split it into several files",
    ),
    "N251": (
        "chính tệp này vừa được nhập qua một yêu cầu khác; không cần gửi lại",
        "this very file has just been taken in by another request; it need not be sent again",
    ),
    "N250": (
        "một tệp chỉ chứa số liệu của một kỳ và một giai đoạn, ở đây có {found}; hãy tách thành nhiều tệp",
        "a file holds one month and one stage, this one has {found}; split it",
    ),
}
CATALOGUE.update(SENTENCES)
