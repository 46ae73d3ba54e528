"""What can be wrong with records of projects, plants, promotion and support. They join the one catalogue of faults."""

from __future__ import annotations

from typing import Final

from nhip.engine.faults import CATALOGUE, Fault, fault

__all__ = ["Fault", "fault"]

# E80x, E81x: projects, plants, promotion, support
SENTENCES: Final = {
    "E800": (
        "người khác vừa sửa mục này; những gì bạn ghi chưa được lưu, hãy mở lại trang rồi sửa trên bản mới",
        "somebody else has just corrected this entry; nothing of yours was saved, open it again and correct that",
    ),
    "E801": ("hãy ghi lý do sửa hoặc rút", "give the reason of the correction or withdrawal"),
    "E802": (
        "«{text}» đã có; hãy mở mục đó để sửa, hoặc chọn mã khác",
        "there is already “{text}”; open that entry and correct it, or choose another code",
    ),
    "E803": (
        "ngày sau ({later}) trước ngày đầu ({earlier}); hãy sửa một trong hai ngày",
        "the later day ({later}) comes before the earlier one ({earlier}); correct one of them",
    ),
    "E804": (
        "ngày {day} nằm ngoài khoảng {first} – {last}; hãy kiểm tra năm",
        "the day {day} lies outside {first} – {last}; check the year",
    ),
    "E805": (
        "việc đã diễn ra không thể có ngày {day} trong tương lai; hãy sửa ngày, hoặc ghi là kế hoạch hay cam kết",
        "what has happened cannot have the day {day} in the future; correct it, or enter it as planned or promised",
    ),
    "E806": ("hãy điền ô này", "this has to be filled in"),
    "E807": ("không ghi được giá trị này ({reason}); hãy sửa lại", "the value does not fit ({reason}); correct it"),
    "E808": (
        "không có «{text}» trong {register}; hãy chọn một mục có sẵn hoặc thêm mục đó trước",
        "there is no “{text}” among {register}; choose one that is there, or add it first",
    ),
    "E810": (
        "sản lượng {output} kWh lớn hơn mức nhà máy có thể phát trong tháng: {capacity} MW × {hours} giờ = {most} kWh; "
        "hãy kiểm tra đơn vị (kWh, không phải MWh)",
        "an output of {output} kWh is more than the plant can make in the month: {capacity} MW × {hours} hours = "
        "{most} kWh; check the unit (kWh, not MWh)",
    ),
    "E811": (
        "số giờ sẵn sàng {found} lớn hơn số giờ của tháng ({most}); hãy sửa lại",
        "{found} hours available are more than the month has ({most}); correct it",
    ),
    "E812": (
        "«không sản xuất» thì không có sản lượng; các trạng thái khác phải có sản lượng, bằng 0 cũng được",
        "“not produced” has no output; any other state needs one, which may be zero",
    ),
    "E813": (
        "tháng {month} chưa kết thúc; chỉ báo cáo tháng đã qua, hoặc ghi là ước tính",
        "the month {month} is not over; report it afterwards, or enter it as an estimate",
    ),
    "E814": (
        "tổ máy này đã có lần dừng từ {began} đến {ended} trùng thời gian; hãy sửa thời điểm, hoặc sửa lần dừng đó",
        "this unit already has an outage from {began} to {ended} at the same time; correct the times, or that outage",
    ),
    "E815": (
        "lần dừng kết thúc ({ended}) trước khi bắt đầu ({began}); hãy sửa một trong hai",
        "the outage ends ({ended}) before it begins ({began}); correct one of them",
    ),
    "E816": (
        "dự án này chưa ghi doanh nghiệp vận hành, nên chưa nhận báo cáo vận hành; hãy ghi doanh nghiệp trước",
        "no enterprise runs this project yet, so it cannot report its operation; enter the enterprise first",
    ),
    "E817": (
        "hãy chọn người theo dõi và ngày phải làm bước tiếp theo",
        "say who follows up, and by which day the next step is due",
    ),
    "E818": (
        "việc này đã kết thúc ngày {day}; hãy ghi một lần liên hệ mới thành yêu cầu mới",
        "this ended on {day}; enter a new contact as a new enquiry",
    ),
    "E819": (
        "chính sách «{text}» không có hiệu lực ngày {day}; hãy chọn chính sách khác hoặc sửa ngày",
        "the policy “{text}” was not in force on {day}; choose another one or correct the day",
    ),
}
CATALOGUE.update(SENTENCES)
