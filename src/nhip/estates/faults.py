"""What can be wrong with a zone, a cluster or their land. The sentences join the one catalogue of faults."""

from __future__ import annotations

from typing import Final

from nhip.engine.faults import CATALOGUE, Fault, Faults, fault, raise_all

__all__ = ["Fault", "Faults", "fault", "raise_all"]

# E700-E739: zones and clusters, their events and their land
SENTENCES: Final = {
    "E700": (
        "không có khu, cụm công nghiệp mã «{text}»; hãy chọn trong danh sách",
        "there is no zone or cluster “{text}”; choose one from the list",
    ),
    "E701": (
        "mã «{text}» không dùng được (để trống, đã có, hoặc có ký tự khác chữ in hoa không dấu, chữ số, gạch nối); "
        "hãy ghi mã khác",
        "the code “{text}” cannot be used (blank, taken, or with other signs than A to Z, digits and hyphens); "
        "write another one",
    ),
    "E702": ("tên đang để trống; hãy ghi tên", "the name is blank; write it"),
    "E703": (
        "giá trị «{text}» của «{field}» không dùng được; được phép: {allowed}",
        "the value “{text}” of “{field}” cannot be used; allowed are: {allowed}",
    ),
    "E704": (
        "ngày {text} nằm ngoài khoảng từ {first} đến {last}; hãy kiểm tra lại năm",
        "the day {text} lies outside {first} to {last}; check the year",
    ),
    "E705": (
        "ngày kết thúc {last} trước ngày bắt đầu {first}; hãy sửa một trong hai",
        "the last day {last} lies before the first day {first}; correct one of them",
    ),
    "E706": (
        "diện tích {text} ha không dùng được; hãy ghi số lớn hơn 0, nhiều nhất 4 chữ số thập phân",
        "the area of {text} ha cannot be used; write a number above 0 with at most 4 decimals",
    ),
    "E707": (
        "số {text} của «{field}» không dùng được; hãy ghi số không âm, nhiều nhất {most} chữ số thập phân",
        "the number {text} of “{field}” cannot be used; write one that is not negative, with at most {most} decimals",
    ),
    "E708": (
        "giá thấp nhất {low} cao hơn giá cao nhất {high}; hãy sửa một trong hai",
        "the lowest price {low} is above the highest {high}; correct one of them",
    ),
    "E709": (
        "tọa độ phải có cả vĩ độ và kinh độ, nằm trong lãnh thổ Việt Nam (vĩ độ 8–24, kinh độ 102–118)",
        "a position needs latitude and longitude, inside Vietnam (latitude 8–24, longitude 102–118)",
    ),
    # corrections
    "E710": (
        "người khác vừa sửa mục này; những gì bạn ghi chưa được lưu, hãy xem bản mới rồi sửa lần nữa",
        "somebody else has just corrected this entry; nothing of yours was saved, look at the new version and correct "
        "that one",
    ),
    "E711": (
        "mục này đã bị rút, không sửa được nữa; hãy thêm mục mới",
        "this entry was withdrawn and cannot be corrected; add a new one",
    ),
    "E712": ("hãy ghi lý do sửa hoặc rút", "give the reason of the correction or withdrawal"),
    "E713": (
        "mục được sửa thuộc về khu, cụm công nghiệp hoặc lô đất khác; hãy mở lại đúng trang",
        "the corrected entry belongs to another zone, cluster or lot; open the right page again",
    ),
    # events
    "E715": (
        "sự kiện ngày {text} xảy ra trước khi khu, cụm công nghiệp hình thành (sự kiện đầu tiên: {first}); "
        "hãy sửa ngày",
        "the event of {text} lies before the zone or cluster came into being (first event: {first}); correct the day",
    ),
    "E716": (
        "đã có sự kiện thành lập ngày {first}; mỗi khu, cụm công nghiệp chỉ thành lập một lần, hãy sửa sự kiện cũ",
        "it was established on {first} already; that happens once, correct the event that is there",
    ),
    "E717": (
        "chưa có sự kiện thành lập trước ngày {text} nên không thể bãi bỏ; hãy ghi sự kiện thành lập trước",
        "it was not established before {text} and cannot be repealed; record the establishment first",
    ),
    "E718": (
        "sự kiện ngày {text} xảy ra sau khi quyết định thành lập đã bị bãi bỏ ngày {first}; hãy sửa ngày",
        "the event of {text} lies after the repeal of {first}; correct the day",
    ),
    "E719": (
        "sự kiện này đã được ghi (cùng loại, cùng ngày, cùng số văn bản); hãy sửa sự kiện cũ",
        "this event is recorded already (same kind, day and document); correct the one that is there",
    ),
    # land
    "E720": (
        "lô «{text}» đã có; hãy sửa lô đó hoặc ghi mã khác",
        "the lot “{text}” is there already; correct it or write another code",
    ),
    "E721": ("không có lô «{text}»; hãy chọn lô khác", "there is no lot “{text}”; choose another one"),
    "E722": (
        "ngày {day}, diện tích cho thuê của lô «{text}» là {leased} ha, lớn hơn diện tích lô {area} ha; "
        "hãy sửa diện tích, ngày, hoặc kết thúc hợp đồng cũ",
        "on {day}, {leased} ha of lot “{text}” would be leased, more than its {area} ha; correct area or days, or end "
        "the earlier lease",
    ),
    "E723": (
        "ngày {day}, tổng diện tích cho thuê là {leased} ha, lớn hơn diện tích có thể cho thuê đã công bố {area} ha; "
        "hãy sửa hợp đồng hoặc số liệu diện tích",
        "on {day}, {leased} ha would be leased, more than the {area} ha stated as leasable; correct the lease or the "
        "statement of the area",
    ),
    "E724": (
        "ngày {day}, tổng diện tích các lô là {leased} ha, lớn hơn diện tích đã công bố {area} ha; "
        "hãy sửa lô hoặc số liệu diện tích",
        "on {day}, the lots add up to {leased} ha, more than the {area} ha stated; correct the lot or the statement",
    ),
    "E725": (
        "lô «{text}» không tồn tại trong cả thời gian thuê; hãy sửa ngày",
        "the lot “{text}” is not there all the time of the lease; correct the days",
    ),
    "E726": (
        "lô «{text}» đang có hợp đồng thuê với mục đích khác; hãy sửa hợp đồng trước",
        "the lot “{text}” is leased for another use; correct the leases first",
    ),
    "E727": (
        "hợp đồng đã kết thúc ngày {last}; hãy sửa hợp đồng nếu ngày đó sai",
        "the lease ended on {last} already; correct it if that day is wrong",
    ),
    "E728": (
        "mã số giấy chứng nhận «{text}» đã có trong khu, cụm công nghiệp này; hãy sửa dự án đó",
        "the certificate “{text}” is there already in this zone or cluster; correct that project",
    ),
    "E729": (
        "dự án thuộc về khu, cụm công nghiệp hoặc nhà đầu tư khác; hãy chọn dự án khác",
        "the project belongs to another zone, cluster or tenant; choose another one",
    ),
    "E730": (
        "doanh nghiệp «{text}» đã được ghi là hoạt động ở đây trong thời gian đó; hãy sửa mục cũ",
        "the enterprise “{text}” is recorded as working here in that time already; correct the entry that is there",
    ),
    "E731": (
        "giai đoạn {text} không có hoặc đã có; hãy kiểm tra số giai đoạn",
        "phase {text} does not exist, or exists already; check its number",
    ),
    "E732": (
        "đã có số liệu diện tích loại này từ ngày {first}; hãy sửa số liệu cũ",
        "an area of this kind is stated from {first} on already; correct the statement that is there",
    ),
    "E733": (
        "không có nơi mã «{text}» trong danh mục; hãy chọn nơi khác",
        "there is no place “{text}” in the register; choose another one",
    ),
    "E734": (
        "kỳ báo cáo cụm công nghiệp «{text}» không đúng; hãy viết 2025 hoặc 2025-H1",
        "“{text}” is no period of the cluster report; write 2025 or 2025-H1",
    ),
    "E735": (
        "chưa có quy định về kỳ báo cáo cụm công nghiệp cho năm {text}; hãy chọn năm từ {first}",
        "no rule on the cluster report is known for {text}; choose a year from {first} on",
    ),
    "E736": (
        "đã có thông tin của khu, cụm công nghiệp từ ngày {first}; hãy sửa bản đó",
        "a description that holds from {first} is there already; correct that one",
    ),
}
CATALOGUE.update(SENTENCES)
