"""What can keep a run from being compiled and a release from being published, in the one catalogue of faults."""

from __future__ import annotations

from typing import Final

from nhip.engine.faults import CATALOGUE, Fault, Faults, fault

__all__ = ["SENTENCES", "Fault", "Faults", "fault"]

SENTENCES: Final = {
    # E551, E552: compiling from the database
    "E551": (
        "chưa có phương án tính chỉ số; hãy nạp một thư mục phương án trước",
        "there is no scheme yet; load a scheme folder first",
    ),
    "E552": (
        "chưa có báo cáo nào của các sản phẩm trong phương án; hãy nhập báo cáo trước",
        "there are no reports of the scheme's products yet; import reports first",
    ),
    # E553 to E569: releases
    "E553": (
        "không có bản công bố cho kỳ «{period}»; hãy chọn tháng (2023-04), quý (2023-Q2), nửa năm (2023-H1), "
        "chín tháng (2023-01/2023-09) hoặc năm (2023)",
        "there are no releases of “{period}”; choose a month (2023-04), a quarter (2023-Q2), a half-year (2023-H1), "
        "nine months (2023-01/2023-09) or a year (2023)",
    ),
    "E554": (
        "kỳ {period} đã có bản công bố hoặc bản đính chính đang làm; hãy mở bản đó trong danh sách",
        "there is a release of {period} already, or a correction in the making; open it in the list",
    ),
    "E555": ("thiếu lý do; hãy viết ít nhất một câu", "the reason is missing; write at least a sentence"),
    "E556": (
        "bản {release} chưa công bố hoặc đã được thay thế nên không đính chính được; hãy chọn bản đang có hiệu lực",
        "the release {release} is not published, or was replaced already; choose the one that stands",
    ),
    "E557": (
        "bản công bố đang ở trạng thái «{state_vi}» nên không thực hiện được; hãy tải lại trang",
        "the release is in the state “{state_en}”, which does not allow this; load the page again",
    ),
    "E558": (
        "kỳ thu thập {period} còn mở; hãy đóng kỳ rồi mới trình công bố",
        "the collection of {period} is still open; close it, then go on with the release",
    ),
    "E559": (
        "thiếu số liệu {indicator} «{subject}» kỳ {period}, {comparison_vi}; hãy bổ sung báo cáo rồi tính lại",
        "the figure {indicator} “{subject}” of {period}, {comparison_en}, is missing; add the reports and refresh",
    ),
    "E561": (
        "thời điểm công bố đã qua; hãy chọn thời điểm sau lúc này",
        "the moment of publication has passed; choose a later one",
    ),
    "E562": (
        "phần chữ «{kind}» ({language}) để trống; hãy viết hoặc bỏ phần này",
        "the text “{kind}” ({language}) is empty; write it or leave it out",
    ),
    "E563": (
        "ngày công bố chưa đúng; hãy ghi ngày và giờ, ví dụ 2024-01-25 08:00",
        "the day of publication is not valid; write day and time, like 2024-01-25 08:00",
    ),
    "E564": (
        "kỳ {period} đã có trong lịch công bố; hãy sửa ngày của kỳ đó và ghi lý do",
        "{period} is in the calendar already; change its day and say why",
    ),
    "E565": (
        "lịch công bố của kỳ {period} vừa được người khác thay đổi; hãy tải lại trang",
        "the calendar entry of {period} has just been changed by somebody else; load the page again",
    ),
    "E566": (
        "bản {release} vừa được người khác xử lý; hãy tải lại trang, xem rồi làm lại",
        "somebody else has just acted on the release {release}; load the page again, look, and repeat",
    ),
    "E567": (
        "«{who}» đã tham gia soạn bản này nên không được duyệt; hãy để người khác duyệt",
        "“{who}” has had a hand in this release and may not approve it; let somebody else approve",
    ),
    "E568": (
        "chưa có số liệu đến tháng {period}; hãy nhập báo cáo của tháng này trước",
        "there are no figures up to {period} yet; take in the reports of that month first",
    ),
    "E569": (
        "tệp trống hoặc lớn hơn {most} MB; hãy kiểm tra lại tệp",
        "the file is empty or larger than {most} MB; check it",
    ),
    # E570 to E589: what `nhip verify` finds
    "E570": (
        "lần tính {run}: từ những gì đã biết khi đó nay tính ra kết quả khác",
        "run {run}: what was known then now gives another result",
    ),
    "E571": (
        "lần tính {run}: những gì đã biết khi đó nay không còn như cũ (đã thêm bản ghi có ngày lùi, hoặc mất bản ghi)",
        "run {run}: what was known then is not the same any more (records were added with an earlier day, or are gone)",
    ),
    "E572": (
        "lần tính {run}: số liệu đang lưu không khớp với mã băm của nó",
        "run {run}: the figures that are kept do not have its hash",
    ),
    "E573": (
        "bản công bố {release}: số liệu đang lưu không khớp với mã băm của nó",
        "release {release}: the figures that are kept do not have its hash",
    ),
    "E574": (
        "bản công bố {release}: nội dung (số liệu, chữ, tệp) không còn như khi được duyệt",
        "release {release}: what it publishes (figures, texts, files) is not what was approved",
    ),
    "E575": (
        "bản công bố {release}: tệp «{file}» không khớp với mã băm đã lưu",
        "release {release}: the file “{file}” does not have the hash that was kept",
    ),
    "E576": (
        "nhật ký: chuỗi bị đứt ở dòng {entry} ({breach})",
        "audit: the chain is broken at row {entry} ({breach})",
    ),
    "E577": (
        "tệp gốc «{file}» không khớp với mã băm đã lưu",
        "the source file “{file}” does not have the hash that was kept",
    ),
    "E578": (
        "tệp gốc «{file}» không thuộc lần nhập nào",
        "the source file “{file}” belongs to no import",
    ),
    "E579": ("phương án {scheme}: các bảng đang lưu không còn như cũ", "scheme {scheme}: its kept tables have changed"),
    "E580": (
        "lần tính {run}: ảnh chụp danh mục không khớp với mã băm của nó",
        "run {run}: the snapshot of the registers does not have its hash",
    ),
    "E581": ("bảng suy ra lệch so với bản ghi gốc: {what}", "a derived table differs from its records: {what}"),
    "E582": (
        "bản công bố {release}: phần chữ «{kind}» không khớp với mã băm đã lưu",
        "release {release}: the text “{kind}” does not have the hash that was kept",
    ),
    "E583": (
        "lần tính {run}: đường truy gốc đang lưu khác với kết quả tính lại: {what}",
        "run {run}: the way down to its reports is kept otherwise than it is computed: {what}",
    ),
    "E584": (
        "{subject}: nhật ký không ghi như vậy: {what}",
        "{subject}: the audit chain does not tell it so: {what}",
    ),
    "E585": (
        "tệp của {kind} số {serial} không khớp với mã băm đã lưu",
        "the file of {kind} {serial} does not have the hash that was kept",
    ),
}
CATALOGUE.update(SENTENCES)
