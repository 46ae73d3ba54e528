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
    "E845": (
        "báo cáo đính kèm (tiếng {language}) không còn khớp với số liệu và câu chữ hiện nay; hãy đính kèm lại báo cáo",
        "the attached report ({language}) is not what figures and texts say now; attach the report again",
    ),
    "E846": (
        "đoạn đã sửa «{key}» ghi {stands} nhưng số liệu là {now}; hãy sửa lại đoạn này rồi đính kèm lại báo cáo",
        "the edited paragraph “{key}” says {stands}, but the figure is {now}; correct it and attach the report again",
    ),
    "E847": (
        "báo cáo {period} đã trình duyệt hoặc đã công bố nên không sửa đoạn văn nữa; "
        "hãy trả lại để sửa, hoặc lập bản đính chính rồi sửa ở đó",
        "the report of {period} was sent to review or is published, so its paragraphs stay; "
        "have it given back, or correct the release and edit there",
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
    "E856": (
        "đoạn văn để trống hoặc dài hơn {most} chữ; hãy viết lại, hoặc bỏ bản sửa để lấy lại câu tự động",
        "the text is empty or has more than {most} letters; write it again, or take the edit back",
    ),
    "E857": (
        "có người vừa sửa mục này; hãy mở lại trang, xem bản mới rồi sửa tiếp",
        "somebody else has just changed this; open the page again, read the newer version, and go on from there",
    ),
    "E858": (
        "không có đoạn «{key}» trong báo cáo; hãy chọn đoạn trong danh sách mẫu câu",
        "there is no paragraph “{key}” in the report; choose one from the list of templates",
    ),
    "E859": (
        "chưa ghi cơ quan ban hành hoặc địa danh; hãy điền cả hai",
        "the issuing body or the place is missing; give both",
    ),
    "E860": (
        "tệp «{file}» không phải ảnh JPEG hoặc PNG đọc được; hãy lưu lại ảnh dưới dạng JPEG hoặc PNG",
        "“{file}” is no JPEG or PNG picture that can be read; save the picture again as JPEG or PNG",
    ),
    "E861": (
        "ảnh «{file}» lớn hơn {most} MB; hãy thu nhỏ ảnh",
        "the picture “{file}” is larger than {most} MB; make it smaller",
    ),
    "E862": (
        "ảnh «{file}» có kích thước {width} × {height} điểm ảnh; cần từ {least} đến {most} điểm ảnh mỗi chiều",
        "the picture “{file}” has {width} × {height} pixels; each side needs {least} to {most}",
    ),
    "E863": (
        "ảnh cần có nguồn ảnh, chú thích và mô tả cho người không nhìn thấy; hãy điền đủ",
        "a photograph needs a credit, a caption, and what it shows for who cannot see it; give all three",
    ),
    "E864": (
        "bài chưa có đủ tiêu đề, sapô, nội dung và tác giả; hãy điền đủ",
        "the article lacks a title, lead, text or byline; give all of them",
    ),
    "E865": (
        "bài ghi {stands} nhưng số liệu là {now}; hãy sửa lại bài trước khi đăng",
        "the article says {stands}, but the figure is {now}; correct the article before it is published",
    ),
    "E866": (
        "bài nói về bản {release} mà lúc ấy chưa công bố; hãy công bố bản đó trước, hoặc đăng bài muộn hơn",
        "the article tells of the release {release}, not published by then; publish that first, or the article later",
    ),
}
CATALOGUE.update(SENTENCES)
