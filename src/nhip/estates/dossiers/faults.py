"""What can stand in the way of a dossier (E740 to E769), in the one catalogue of faults."""

from __future__ import annotations

from typing import Final

from nhip.engine.faults import CATALOGUE, Fault, Faults, fault, raise_all

__all__ = ["Fault", "Faults", "fault", "raise_all"]

SENTENCES: Final = {
    "E740": (
        "ngày {day} chưa có căn cứ pháp lý nào trong hệ thống cho thủ tục «{text}»; hãy kiểm tra ngày nhận hoặc bổ "
        "sung dữ liệu pháp luật",
        "on {day} no law known here governs the procedure “{text}”; check the day of receipt or add to the law’s data",
    ),
    "E741": ("tên hồ sơ đang để trống; hãy ghi tên", "the dossier has no name; write one"),
    "E742": ("người đề nghị đang để trống; hãy ghi tên", "the applicant is blank; write the name"),
    "E743": (
        "ngày {day} nằm ngoài khoảng từ {first} đến {last}; hãy kiểm tra lại",
        "the day {day} lies outside {first} to {last}; check it",
    ),
    "E744": (
        "ngày {day} trước ngày nhận hồ sơ ({first}); hãy kiểm tra lại",
        "the day {day} lies before the dossier was received ({first}); check it",
    ),
    "E745": (
        "thủ tục không có bước «{text}»; hãy chọn một bước trong danh sách",
        "the procedure has no step “{text}”; choose one of the list",
    ),
    "E746": (
        "bước «{text_vi}» đã ghi hoàn thành ngày {day}; nếu sai hãy sửa mục đó",
        "the step “{text_en}” was recorded as done on {day}; if that is wrong, correct that entry",
    ),
    "E747": (
        "bước «{text_vi}» chờ bước «{after_vi}» hoàn thành ngày {first}, không thể xong ngày {day}; hãy kiểm tra ngày",
        "the step “{text_en}” waits for “{after_en}”, done on {first}, and cannot be done on {day}; check the days",
    ),
    "E748": (
        "bước «{text_vi}» chờ bước «{after_vi}», bước này chưa hoàn thành; hãy ghi bước đó trước",
        "the step “{text_en}” waits for “{after_en}”, which is not done; record that one first",
    ),
    "E749": (
        "hồ sơ đã được trả lại ngày {first} và chưa bổ sung đủ; hãy ghi «đã bổ sung đủ» trước",
        "the dossier was sent back on {first} and is not complete yet; record first that it is complete",
    ),
    "E750": (
        "hồ sơ không ở tình trạng chờ bổ sung nên không thể ghi «đã bổ sung đủ»; hãy tải lại trang",
        "the dossier was not sent back, so it cannot become complete; load the page again",
    ),
    "E751": (
        "hồ sơ đã kết thúc ngày {first}; không ghi thêm được, nếu kết thúc sai hãy sửa mục đó",
        "the dossier ended on {first} and takes no more entries; if that is wrong, correct that entry",
    ),
    "E752": (
        "khoảng thời gian ngày {day} hồ sơ đang chờ bổ sung (trả lại ngày {first}); hãy kiểm tra ngày",
        "on {day} the dossier was with the applicant (sent back on {first}); check the day",
    ),
    "E753": (
        "loại việc «{text}» không dùng được; hãy chọn trong danh sách",
        "“{text}” is nothing that happens to a dossier; choose one of the list",
    ),
    "E754": (
        "mục này vừa được người khác sửa; những gì bạn ghi chưa được lưu, hãy tải lại trang rồi làm lại",
        "this entry has just been corrected by somebody else; nothing of yours was saved, load the page and repeat",
    ),
    "E755": ("hãy ghi lý do sửa", "give the reason of the correction"),
    "E756": (
        "mục nhận hồ sơ không sửa được vì thủ tục áp dụng theo ngày nhận; hãy ghi người đề nghị rút hồ sơ và lập hồ sơ "
        "mới",
        "the receipt cannot be corrected, because the procedure follows its day; record the dossier as withdrawn and "
        "start a new one",
    ),
    "E757": (
        "hồ sơ đã gắn với «{text}»; không gắn với khu, cụm khác được",
        "the dossier is about “{text}” already and cannot be about another one",
    ),
    "E758": (
        "hồ sơ về {kind_vi} không gắn được với {other_vi} «{text}»; hãy chọn mục khác",
        "a dossier of a {kind_en} cannot be about the {other_en} “{text}”; choose another one",
    ),
    "E759": (
        "không có khu, cụm công nghiệp «{text}»; hãy chọn trong danh sách",
        "there is no zone or cluster “{text}”; choose one of the list",
    ),
    "E760": (
        "chữ trong ô «{field_vi}» dài quá {most} ký tự; hãy rút ngắn",
        "the text in “{field_en}” is longer than {most}; shorten it",
    ),
    "E761": (
        "chưa có hồ sơ này hoặc mục này; hãy tải lại trang",
        "there is no such dossier or entry; load the page again",
    ),
    "E762": (
        "chưa ghi văn bản làm căn cứ; hãy ghi số văn bản mà câu trả lời dựa vào",
        "no paper is named; give the number of the document the answer rests on",
    ),
}
CATALOGUE.update(SENTENCES)
