"""What can stand in the way of an act on a task (E820 to E839), in the one catalogue of faults."""

from __future__ import annotations

from typing import Final

from nhip.engine.faults import CATALOGUE
from nhip.registry.faults import Fault, Faults, fault, raise_all

__all__ = ["Fault", "Faults", "fault", "raise_all"]

SENTENCES: Final = {
    "E820": (
        "không có đơn vị «{text}» vào ngày {day}; hãy chọn đơn vị đang hoạt động hoặc thêm đơn vị",
        "there is no unit “{text}” on {day}; choose one that exists then, or add it",
    ),
    "E821": (
        "thời hạn {day} trước ngày giao {other}; hãy sửa một trong hai",
        "the deadline {day} lies before the day the task was given, {other}; correct one",
    ),
    "E822": (
        "chưa có tài liệu chứng minh; hãy đính kèm tệp hoặc ghi số văn bản rồi báo cáo hoàn thành",
        "there is no evidence; attach a file or name a document, then report the task as done",
    ),
    "E823": (
        "nhiệm vụ đang ở trạng thái «{state_vi}» nên không thực hiện được; hãy tải lại trang",
        "the task is “{state_en}”, which does not allow this; load the page again",
    ),
    "E824": ("hãy ghi nội dung: {what_vi}", "words are missing: {what_en}"),
    "E825": (
        "đơn vị chủ trì «{text}» không thể đồng thời là đơn vị phối hợp; hãy bỏ ở một chỗ",
        "the lead unit “{text}” cannot support itself; take it out of one place",
    ),
    "E826": (
        "ngày {day} nằm ngoài khoảng từ ngày giao {first} đến hôm nay; hãy sửa ngày",
        "the day {day} does not lie between the day the task was given, {first}, and today; correct it",
    ),
    "E827": (
        "thời hạn mới {day} không sau thời hạn hiện tại {other}; hãy chọn ngày muộn hơn",
        "the new deadline {day} is not later than the present one, {other}; choose a later day",
    ),
    "E828": ("không có nhiệm vụ «{text}»; hãy kiểm tra lại", "there is no task “{text}”; check it"),
    "E829": ("số lượng phải lớn hơn 0; hãy sửa lại", "the quantity has to be greater than 0; correct it"),
    "E830": ("mã «{text}» đã được dùng; hãy đặt mã khác", "the code “{text}” is in use; choose another"),
    "E831": (
        "người khác vừa sửa nhiệm vụ này; những gì bạn ghi chưa được lưu, hãy xem bản mới rồi làm lại",
        "somebody else has just corrected this task; nothing of yours was saved, look at the new version and repeat",
    ),
    "E832": (
        "không có «{text}» trong danh mục {register_vi}; hãy kiểm tra mã",
        "there is no “{text}” among the {register_en}; check the code",
    ),
    "E833": (
        "thời hạn đã được gia hạn đến {day}; muốn đổi tiếp, hãy gia hạn thêm lần nữa",
        "the deadline was extended to {day}; to change it again, extend it once more",
    ),
    "E834": (
        "không có người dùng «{text}»; hãy ghi đúng tên đăng nhập",
        "there is nobody with the sign-in name “{text}”; check it",
    ),
    "E835": ("«{text}» đã thuộc đơn vị này", "“{text}” belongs to this unit already"),
    "E836": (
        "ngày {day} không hợp lý; hãy ghi ngày từ năm {first} đến năm {last}",
        "the day {day} cannot be right; write one between the years {first} and {last}",
    ),
    "E837": (
        "mã «{text}» không hợp lệ; chỉ dùng chữ hoa không dấu, chữ số và gạch nối, ví dụ SO-CONG-THUONG",
        "the code “{text}” is not well formed; use capitals, digits and hyphens, for example SO-CONG-THUONG",
    ),
    "E838": (
        "ngày kết thúc {day} trước ngày bắt đầu {other}; hãy sửa một trong hai",
        "the last day {day} lies before the first, {other}; correct one",
    ),
    "E779": (
        "người này được ghi vào đơn vị từ ngày {day}; chỉ rút lại được trong ngày ghi, hãy ghi là đã rời đơn vị",
        "the person was entered on {day}; that is taken back on its own day only, so say that the person has left",
    ),
    "E839": ("số đã đạt không thể âm; hãy sửa lại", "what is reached cannot be negative; correct it"),
}
CATALOGUE.update(SENTENCES)
