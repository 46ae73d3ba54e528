"""What can stand in the way of a submission (N601 to N619), in the one catalogue of faults."""

from __future__ import annotations

from typing import Final

from nhip.engine.faults import CATALOGUE
from nhip.intake.faults import Fault, Faults, fault, raise_all

__all__ = ["Fault", "Faults", "fault", "raise_all"]

SENTENCES: Final = {
    "N601": ("kỳ này mở từ ngày {day}; hãy quay lại khi đó", "this collection opens on {day}; come back then"),
    "N602": (
        "kỳ này đã đóng; hãy liên hệ người phụ trách để được mở lại",
        "this collection is closed; ask the officer to open it again",
    ),
    "N603": (
        "báo cáo đang ở trạng thái «{state_vi}» nên không thực hiện được; hãy tải lại trang",
        "the report is in the state “{state_en}”, which does not allow this; load the page again",
    ),
    "N604": (
        "báo cáo vừa được {who} thay đổi; hãy tải lại trang, xem rồi làm lại",
        "the report has just been changed by {who}; load the page again, look, and repeat",
    ),
    "N605": (
        "còn {count} báo cáo chờ duyệt; hãy chấp nhận hoặc trả lại rồi mới đóng kỳ",
        "{count} reports still wait for a decision; accept or return them, then close",
    ),
    "N606": ("thiếu lời giải thích; hãy viết ít nhất một câu", "an explanation is missing; write at least a sentence"),
    "N607": ("biểu không có ô «{box}»; hãy tải lại trang", "the form has no box “{box}”; load the page again"),
    "N608": ("chữ trong ô dài quá {most} ký tự; hãy rút ngắn", "the text in the box is longer than {most}; shorten it"),
    "N609": (
        "doanh nghiệp chưa được giao báo cáo sản phẩm nào trong kỳ này; hãy liên hệ người phụ trách",
        "the enterprise has no product to report in this period; ask the officer",
    ),
    "N610": (
        "chưa có thời hạn cho biểu {form}, {stage}, kỳ {period}; hãy bổ sung tham số thời hạn",
        "there is no deadline for the form {form}, {stage}, period {period}; add the parameter",
    ),
    "N611": ("số phải không âm; hãy kiểm tra lại", "a number here is not negative; check it"),
    "N612": (
        "còn {errors} lỗi và {warnings} cảnh báo chưa có lý do; hãy sửa hoặc chọn lý do rồi gửi lại",
        "{errors} errors and {warnings} warnings without a reason are left; mend them or give reasons, then submit",
    ),
    "N613": (
        "chưa có số liệu nào của tháng này để sửa; hãy tải lại trang",
        "nothing is known of this month that could be corrected; load the page again",
    ),
    "N614": ("chưa có gì thay đổi; hãy ghi giá trị khác", "nothing would change; write another value"),
    "N615": (
        "«{text}» không phải là trạng thái của dòng; hãy chọn trong danh sách",
        "“{text}” is no state of a line; choose one of the list",
    ),
    "N616": (
        "kỳ này đã được mở trước đó; xem trong danh sách",
        "this collection has been opened before; see the list",
    ),
    "N617": ("hạn nộp trước ngày mở; hãy sửa lại", "the deadline lies before the first day; correct it"),
    "N618": (
        "không gửi được thư cho {count} người; thư sẽ được gửi lại ở lần nhắc sau, hãy kiểm tra máy chủ thư",
        "{count} messages could not be sent; they will be tried again next time, check the mail server",
    ),
    "N619": (
        "tệp của doanh nghiệp hoặc kỳ khác; hãy tải mẫu của doanh nghiệp trong đúng kỳ này",
        "the file is of another enterprise or period; use the template of the enterprise for this period",
    ),
}
CATALOGUE.update(SENTENCES)
