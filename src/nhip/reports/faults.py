"""What can keep a report from being written. The sentences join the one catalogue of faults."""

from __future__ import annotations

from typing import Final

from nhip.engine.faults import CATALOGUE, Fault, Faults, fault

__all__ = ["SENTENCES", "Fault", "Faults", "fault"]

# E84x: charts and documents; E85x: texts and their templates; E86x: news and pictures
SENTENCES: Final = {
    "E840": (
        "không vẽ được biểu đồ «{chart}»; báo cáo chưa được ghi, hãy kiểm tra số liệu của biểu đồ",
        "the chart “{chart}” cannot be drawn; nothing was written, check the figures of the chart",
    ),
    "E841": (
        "vẽ biểu đồ «{chart}» quá {seconds} giây nên đã dừng; báo cáo chưa được ghi, hãy thử lại",
        "drawing the chart “{chart}” took more than {seconds} seconds and was stopped; nothing was written, try again",
    ),
    "E842": (
        "không dàn trang được «{title}» thành PDF ({reason}); báo cáo chưa được ghi, hãy xem lại đoạn vừa sửa",
        "“{title}” cannot be laid out as PDF ({reason}); nothing was written, look at what was changed last",
    ),
    "E843": (
        "«{text}» không phải một kỳ báo cáo; hãy viết 2023-12, 2023-Q4, 2023-H1, 2023-01/2023-09 hoặc 2023",
        "“{text}” is no period of a report; write 2023-12, 2023-Q4, 2023-H1, 2023-01/2023-09 or 2023",
    ),
    "E844": (
        "lần tính này không có chỉ số của kỳ {period}; hãy chọn kỳ khác, hoặc tính lại đến hết kỳ đó",
        "this compilation has no index of {period}; choose another period, or compile up to its end",
    ),
    "E850": (
        "mẫu câu không đọc được ở dòng {line}, gần «{near}»; hãy kiểm tra các dấu {{{{ }}}}, {{% %}} và thẻ đóng",
        "the template cannot be read on line {line}, near “{near}”; check the {{{{ }}}}, {{% %}} and closing tags",
    ),
    "E851": (
        "không có từ «{word}»; các từ dùng được sau dấu | là: {known}",
        "there is no word “{word}”; the words that may follow | are: {known}",
    ),
    "E852": (
        "không có tên «{name}»; các tên dùng được bắt đầu bằng: {known}",
        "there is no name “{name}”; the names that may be used begin with: {known}",
    ),
    "E853": (
        "từ «{word}» không dùng được cho giá trị này (chỉ dùng cho số, hoặc cho danh sách); hãy đổi từ khác",
        "the word “{word}” says nothing about this value (it is for numbers, or for lists); use another",
    ),
    "E854": (
        "mẫu câu «{near}» không điền được với số liệu hiện có; hãy sửa lại mẫu",
        "the template “{near}” cannot be filled with the figures there are; correct it",
    ),
    "E855": (
        "mẫu câu dài {found} chữ, nhiều hơn mức cho phép là {most}; hãy chia thành nhiều đoạn",
        "the template has {found} letters, more than the {most} allowed; split it into paragraphs",
    ),
}
CATALOGUE.update(SENTENCES)
