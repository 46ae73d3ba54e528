"""What can be wrong with a target. The sentences join the one catalogue of faults."""

from __future__ import annotations

from typing import Final

from nhip.engine.faults import CATALOGUE, Fault, Faults, fault, raise_all

__all__ = ["Fault", "Faults", "fault", "raise_all"]

# E78x: targets
SENTENCES: Final = {
    "E780": (
        "mục tiêu chưa có mã; hãy ghi mã, ví dụ IIP-2024",
        "the target has no code; write one, for example IIP-2024",
    ),
    "E781": (
        "mã mục tiêu «{text}» không dùng được; hãy dùng chữ cái, chữ số, dấu - _ và dấu chấm, tối đa {most} ký tự",
        "the code “{text}” cannot be used; use letters, digits, - _ and points, at most {most}",
    ),
    "E782": (
        "đã có mục tiêu với mã «{text}»; hãy sửa mục tiêu đó hoặc chọn mã khác",
        "there is a target with the code “{text}” already; correct that one or choose another code",
    ),
    "E783": (
        "không có chỉ tiêu «{text}» trong danh mục chỉ tiêu; hãy chọn một chỉ tiêu có trong danh mục",
        "there is no indicator “{text}” in the catalogue; choose one that is there",
    ),
    "E784": (
        "chỉ tiêu {text} không có cách so sánh «{other}»; được phép: {allowed}",
        "the indicator {text} has no comparison “{other}”; allowed are: {allowed}",
    ),
    "E785": (
        "«{text}» không phải là kỳ; hãy viết 2024, 2024-H1, 2024-Q1 hoặc 2024-05",
        "“{text}” is not a period; write 2024, 2024-H1, 2024-Q1 or 2024-05",
    ),
    "E786": (
        "thiếu số của mục tiêu: từ mức … trở lên cần số dưới, không quá … cần số trên, khoảng cần cả hai",
        "a number of the target is missing: at least needs the lower one, at most the upper one, a range both",
    ),
    "E787": (
        "mức dưới {low} phải nhỏ hơn mức trên {high}; hãy sửa một trong hai",
        "the lower number {low} has to be smaller than the upper one {high}; correct one",
    ),
    "E788": (
        "số «{text}» quá lớn hoặc có hơn {most} chữ số thập phân; hãy kiểm tra lại",
        "the number “{text}” is too large or has more than {most} decimals; check it",
    ),
    "E789": (
        "không rõ mục tiêu lấy từ đâu; hãy chọn văn bản hoặc ghi nguồn",
        "it is not said where the target comes from; choose a document or write the source",
    ),
    "E790": ("hãy ghi lý do sửa hoặc rút mục tiêu", "give the reason for correcting or withdrawing the target"),
    "E791": (
        "người khác vừa sửa mục tiêu này; những gì bạn ghi chưa được lưu, hãy xem bản mới rồi sửa lại",
        "somebody else has just corrected this target; nothing of yours was saved, look at it and try again",
    ),
    "E792": ("không có mục tiêu «{text}»; hãy kiểm tra mã", "there is no target “{text}”; check the code"),
    "E793": (
        "mục tiêu «{text}» đã được rút; hãy thêm lại nếu cần",
        "the target “{text}” was withdrawn; add it anew if it is needed",
    ),
    "E794": (
        "không có nhóm «{other}» trong {text}; các nhóm: {allowed}",
        "there is no group “{other}” in {text}; the groups are: {allowed}",
    ),
    "E795": (
        "văn bản của mục tiêu ban hành ngày {on}, sau ngày cuối kỳ {text}; hãy kiểm tra kỳ hoặc văn bản",
        "the document is of {on}, after the last day of the period {text}; check the period or the document",
    ),
    "E796": (
        "chỉ tiêu {text} chỉ có số của từng đối tượng, không có số chung; hãy ghi đối tượng: {allowed_vi}",
        "the indicator {text} has figures of its parts only, none of the whole; name the subject: {allowed_en}",
    ),
    "E797": (
        "«{text}» không phải là kỳ; hãy viết 2023, 2023-H1, 2023-Q4, 2023-12 hoặc 2023-01/2023-11",
        "“{text}” is not a period; write 2023, 2023-H1, 2023-Q4, 2023-12 or 2023-01/2023-11",
    ),
    "E798": (
        "không có chỉ tiêu «{text}»; các mã: {allowed}",
        "there is no indicator “{text}”; the codes are: {allowed}",
    ),
    "E799": (
        "không có con số nào như vậy của kỳ {text}; hãy kiểm tra kỳ, chỉ tiêu và đối tượng",
        "there is no such figure of the period {text}; check period, indicator and subject",
    ),
}
CATALOGUE.update(SENTENCES)
