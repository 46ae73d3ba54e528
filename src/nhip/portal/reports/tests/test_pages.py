"""Pages of reports and news: edit, refresh and be warned; change a template; attach; download; publish."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import docx
import pypdf
import pytest
import resvg_py
from django.core.files.uploadedfile import SimpleUploadedFile

from nhip.engine.faults import Fault, Faults
from nhip.figures.periods import Period
from nhip.intake.actions import import_reports
from nhip.people.models import User
from nhip.people.refusals import Refused
from nhip.registry.models import AuditEntry, Enterprise, Product
from nhip.registry.production_plans import PlanKey, put_plan
from nhip.releases.book import book_of
from nhip.releases.models import ReleaseFile
from nhip.releases.preparing import prepare_release, refresh_release
from nhip.releases.reading import release_by_slug
from nhip.releases.releasing import approve, schedule, send_to_review
from nhip.releases.tests.conftest import KILN2, MINE, NOW, months_of, publish
from nhip.reports import actions, news, releasing
from nhip.reports.charts import drawing
from nhip.reports.composition import compose
from nhip.reports.models import EditedText, NewsArticle, Photograph, Wording
from nhip.reports.naming import TEMPLATES, WORD_MEANINGS, paragraph_name
from nhip.reports.pictures import add_photograph, cleaned
from nhip.reports.releasing import attach_report
from nhip.reports.sections import plans
from nhip.reports.source import Source
from nhip.reports.texts import LANGUAGES, shipped
from nhip.reports.wording import changed_wordings
from nhip.reports.words.vocabulary import WORDS

pytestmark = pytest.mark.django_db
PARAGRAPH = "/vi/reports/2023-02/edit/headline.index/"
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="200" fill="red"/></svg>'
)


def text(answer) -> str:
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def nowhere(_book):
    return lambda _link: ""


def png() -> bytes:
    return bytes(resvg_py.svg_to_bytes(svg_string=PICTURE))


def correct_the_mine() -> None:
    content = months_of(2023, {**NOW, MINE: ("13", "30")}).encode()
    import_reports(content, name="sửa.csv", at=datetime(2023, 4, 20, tzinfo=UTC))


def test_everybody_reads_a_published_report_and_its_numbers_open(province, client):
    publish("2023-02")
    page = text(client.get("/vi/reports/2023-02/"))
    assert "Tình hình sản xuất công nghiệp tháng 2/2023" in page
    assert '<a href="/vi/figure/2023-02/IIP/2023-02/same_month/TOTAL/">' in page
    assert 'data-specification="option-index"' in page
    assert "/edit/" not in page
    assert client.get("/en/reports/2023-02/").status_code == 200
    assert "<style" not in page


def test_a_draft_is_for_officials(province, client, enter):
    prepare_release("2023-02", by="lan")
    assert client.get("/vi/reports/2023-02/").status_code == 404
    assert client.get("/vi/reports/2023-02/leader/").status_code == 404
    assert "Chưa công bố" in text(enter("leader").get("/vi/reports/2023-02/"))


def test_an_edited_paragraph_stays_and_warns_when_a_figure_moves(province, enter):
    release = prepare_release("2023-02", by="lan")
    officer = enter("officer")
    made = officer.get(PARAGRAPH).context["generated"]
    number = next(part for part in made.replace("\N{NO-BREAK SPACE}", " ").split(" tăng ")[1:])[:6].strip(" %;.")
    words = f"Bằng lời của tôi: tháng 2 tăng {number} %, một tháng tốt."
    saved = officer.post(PARAGRAPH, {"text": words, "seen": ""}, follow=True)
    assert "Đã lưu" in text(saved)
    assert EditedText.objects.get().text == words
    page = text(officer.get("/vi/reports/2023-02/"))
    assert "Bằng lời của tôi" in page
    assert "Câu đã sửa ghi" not in page

    correct_the_mine()
    refresh_release(release, by="lan")
    page = text(officer.get("/vi/reports/2023-02/"))
    assert "Bằng lời của tôi" in page
    assert f"Câu đã sửa ghi {number} %; số liệu hiện nay là" in page
    back = officer.post(PARAGRAPH, {"restore": "1", "seen": EditedText.objects.get().pk}, follow=True)
    assert "Bằng lời của tôi" not in text(back)
    assert EditedText.objects.count() == 2


def test_the_slower_of_two_is_told_and_keeps_what_was_typed(province, enter):
    prepare_release("2023-02", by="lan")
    officer, statistician = enter("officer"), enter("statistician")
    officer.post(PARAGRAPH, {"text": "Một", "seen": ""})
    late = statistician.post(PARAGRAPH, {"text": "Hai", "seen": ""})
    assert late.status_code == 409
    assert "E857" in text(late)
    assert ">\nHai</textarea>" in text(late)
    empty = officer.post(PARAGRAPH, {"text": "  ", "seen": EditedText.objects.get().pk})
    assert "E856" in text(empty)
    assert EditedText.objects.count() == 1


def test_an_edit_after_review_does_not_reach_the_release(province, enter):
    publish("2023-02")
    officer = enter("officer")
    assert "/edit/" not in text(officer.get("/vi/reports/2023-02/"))
    opened = text(officer.get(PARAGRAPH))
    assert "E847" in opened
    assert "<textarea" not in opened
    refused = officer.post(PARAGRAPH, {"text": "Viết thêm về sau.", "seen": ""})
    assert (refused.status_code, EditedText.objects.count()) == (409, 0)
    assert "Viết thêm về sau." not in text(enter("officer").get("/vi/reports/2023-02/"))


def test_templates_and_their_words_have_names_of_people(province, enter):
    for language in LANGUAGES:
        assert set(shipped(language)) <= set(TEMPLATES)
    assert set(WORDS) == set(WORD_MEANINGS)
    officer = enter("officer")
    assert "Tổng quan: chỉ số</a>" in text(officer.get("/vi/reports/templates/"))
    page = text(officer.get("/vi/reports/templates/headline.index/"))
    assert "<h1>Tổng quan: chỉ số</h1>" in page
    assert "mức tăng, giảm thành lời" in page
    assert paragraph_name("plans.enterprise.1") == "Doanh nghiệp so với kế hoạch sản xuất (2)"


def test_a_template_is_tried_before_it_is_kept(province, enter):
    prepare_release("2023-02", by="lan")
    officer, address = enter("officer"), "/vi/reports/templates/headline.index/"
    for wrong, number in (
        ("{{ iip.ca_ky|tang }}", "E851"),
        ("{{ iip.nam }}", "E852"),
        ("{% if iip %}", "E850"),
        ("{{ ky.ten|tang_giam }}", "E853"),
    ):
        refused = officer.post(address, {"text": wrong, "seen": ""})
        assert refused.status_code == 409
        assert number in text(refused)
    assert not Wording.objects.exists()
    officer.post(address, {"text": "{{ ky.ten|hoa }}: IIP {{ iip.ca_ky|tang_giam }}.", "seen": "", "reason": "ngắn"})
    assert list(changed_wordings("vi")) == ["headline.index"]
    assert "Tháng 2/2023: IIP tăng" in text(officer.get("/vi/reports/2023-02/"))
    officer.post(address, {"restore": "1", "seen": Wording.objects.get().pk})
    assert changed_wordings("vi") == {}
    with pytest.raises(Fault, match="E858"):
        actions.change_wording("lan", "khong.co", "vi", "x")


def test_attached_files_are_handed_out_byte_for_byte(province, client, enter):
    prepare_release("2023-02", by="lan")
    sent = enter("statistician").post("/vi/reports/2023-02/attach/", follow=True)
    assert "Đã đính kèm 6 tệp" in text(sent)
    assert client.get("/vi/reports/2023-02/docx/").status_code == 404
    release = ReleaseFile.objects.first().release
    send_to_review(release, by="lan")
    approve(release, by="duyet")
    schedule(release, by="duyet")
    for kind, language in (("docx", "vi"), ("pdf", "en"), ("html", "vi")):
        kept = ReleaseFile.objects.get(kind=f"report.{kind}", language=language)
        answer = client.get(f"/{language}/reports/2023-02/{kind}/")
        assert answer.content == bytes(kept.content)
        assert answer["Content-Disposition"].startswith("attachment")
    assert client.get("/vi/reports/2023-02/odt/").status_code == 404


def test_a_release_is_not_sent_on_while_its_report_says_something_else(province):
    release = prepare_release("2023-02", by="lan")
    attach_report(release, by="lan", address=nowhere, languages=["vi"], formats=["docx"])
    correct_the_mine()
    refresh_release(release, by="lan")
    with pytest.raises(Faults, match="E845"):
        send_to_review(release, by="lan")
    attach_report(release, by="lan", address=nowhere, languages=["vi"], formats=["docx"])
    send_to_review(release, by="lan")


def test_a_report_that_cannot_be_attached_whole_is_not_attached_at_all(province, monkeypatch):
    release = prepare_release("2023-02", by="lan")

    def broken(*_values, **_more):
        raise Fault("E569", {"file": "x", "most": 50})

    monkeypatch.setattr(releasing, "attach_file", broken)
    with pytest.raises(Fault, match="E569"):
        attach_report(release, by="lan", address=nowhere, languages=["vi"], formats=["html"])
    assert not release.texts.exists()


def test_two_enterprises_of_one_name_are_told_apart(province):
    Enterprise.objects.filter(tax_code=KILN2).update(name="Lò gạch Một")
    for firm in Enterprise.objects.filter(name="Lò gạch Một"):
        put_plan(PlanKey(firm.pk, Product.objects.get(code="bricks").pk, 2023, "production"), Decimal(100), by="lan")
    publish("2023-02")
    book = book_of(release_by_slug("2023-02", "vi"), "vi")
    firms = plans.names(Source(book, Period.parse("2023-02"), book.run.as_of))["ke_hoach"]["doanh_nghiep"]
    assert sorted((firm.ten, len(firm.ke_hoach)) for firm in firms) == [
        ("Lò gạch Một", 1),
        ("Lò gạch Một", 1),
        ("Mỏ Na Dương", 1),
    ]


def test_a_failing_chart_keeps_the_release_a_draft(province, enter, monkeypatch):
    release = prepare_release("2023-02", by="lan")
    attach_report(release, by="lan", address=nowhere, languages=["vi"], formats=["pdf"])
    monkeypatch.setattr(drawing, "_DRAW", "throw new Error(%s + %s + %d + %d)")
    with pytest.raises(Faults, match="E840"):
        send_to_review(release, by="lan")
    answer = enter("officer").get("/vi/reports/2023-02/html/")
    assert answer.status_code == 409
    assert "E840" in text(answer)
    with pytest.raises(Fault, match="E840"):
        attach_report(release, by="lan", address=nowhere, languages=["vi"], formats=["pdf"])
    assert ReleaseFile.objects.count() == 1


def test_officials_download_each_format_and_a_library_opens_it(province, enter):
    prepare_release("2023-02", by="lan")
    officer = enter("officer")
    word = docx.Document(io.BytesIO(officer.get("/vi/reports/2023-02/docx/").content))
    assert any("chỉ số sản xuất công nghiệp" in each.text for each in word.paragraphs)
    pdf = pypdf.PdfReader(io.BytesIO(officer.get("/en/reports/2023-02/pdf/").content))
    assert "index of industrial production" in " ".join(pdf.pages[0].extract_text().split())
    assert b"<!DOCTYPE html>" in officer.get("/vi/reports/2023-02/html/").content[:100]
    one = pypdf.PdfReader(io.BytesIO(officer.get("/vi/reports/2023-02/leader.pdf").content))
    assert len(one.pages) == 1


def test_everybody_downloads_what_is_published_and_nothing_before(province, client):
    prepare_release("2023-01", by="lan")
    publish("2023-02")
    assert client.get("/vi/reports/2023-01/docx/").status_code == 404
    assert 'href="/vi/reports/2023-02/pdf/"' in text(client.get("/vi/reports/2023-02/"))
    first, again = (client.get("/vi/reports/2023-02/docx/") for _ in range(2))
    assert first.content == again.content
    assert first.headers["Content-Disposition"] == 'attachment; filename="bao-cao-2023-02.vi.docx"'
    word = docx.Document(io.BytesIO(first.content))
    assert any("chỉ số sản xuất công nghiệp" in each.text for each in word.paragraphs)
    assert client.get("/en/reports/2023-02/pdf/").content[:5] == b"%PDF-"


def test_the_letterhead_holds_from_its_day(province, enter):
    publish("2023-02")
    officer = enter("officer")
    said = {"valid_from": "01/01/2023", "issuer": "SỞ CÔNG THƯƠNG", "place": "Lạng Sơn", "recipients": "UBND\nLưu"}
    assert "E859" in text(officer.post("/vi/reports/letterhead/", {**said, "issuer": ""}))
    officer.post("/vi/reports/letterhead/", said)
    prepare_release("2023-01", by="lan")
    page = text(officer.get("/vi/reports/2023-01/"))
    assert "SỞ CÔNG THƯƠNG" in page
    assert "<li>Lưu</li>" in page


# --- News ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def article(province):
    """A draft about February, with its figures, written by an officer."""
    publish("2023-02")
    book = book_of(release_by_slug("2023-02", "vi"), "vi")
    composed = compose(book, Period.parse("2023-02"))
    paragraph = next(iter(composed.document.paragraphs()))
    said = news.ArticleText("Tháng hai", paragraph.text, "Một đoạn.\n\nHai đoạn.", "Phòng A", ("IIP",), "2023-02")
    return news.write_article("lan", "thang-hai", "vi", said, paragraph.pieces)


def test_somebody_else_publishes_and_then_everybody_reads(article, client, enter):
    assert client.get("/vi/news/thang-hai/").status_code == 404
    assert "Bản nháp" in text(enter("officer").get("/vi/news/thang-hai/"))
    enter("approver").post("/vi/news/thang-hai/publish/")
    page = text(client.get("/vi/news/thang-hai/"))
    assert "Hai đoạn." in page
    assert '<a href="/vi/figure/2023-02/' in page
    assert "Tháng hai" in text(client.get("/vi/news/"))
    own = NewsArticle.objects.exclude(published_at=None).get()
    assert own.recorded_by == "approver"
    told = AuditEntry.objects.get(subject=f"newsarticle {own.pk}")
    assert (told.act, told.new["published_at"]) == ("news.published", own.published_at.isoformat())
    with pytest.raises(Refused):
        news.publish_article(User.objects.get(username="approver"), own)


def test_a_newer_draft_does_not_hide_what_is_published(article, client, enter):
    enter("approver").post("/vi/news/thang-hai/publish/")
    newest = news.newest_article("thang-hai", "vi")
    sent = {"title": "Sửa", "lead": "a", "body": "b", "byline": "c", "keywords": "x, y", "seen": newest.pk}
    enter("officer").post("/vi/news/thang-hai/change/", sent)
    assert "Hai đoạn." in text(client.get("/vi/news/thang-hai/"))
    assert news.newest_article("thang-hai", "vi").keywords == ["x", "y"]
    late = enter("officer").post("/vi/news/thang-hai/change/", {**sent, "title": "Chậm"})
    assert "E857" in text(late)


def test_a_wrong_number_is_not_published(article):
    book = book_of(release_by_slug("2023-02", "vi"), "vi")
    assert news.article_warnings(article, book) == []
    moved = replace(book.figures("IIP", subject="TOTAL", period="2023-02")[0], value=1.0)
    rows = book._of("IIP")
    for key, figure in list(rows.items()):
        if figure.subject == "TOTAL":
            rows[key] = replace(figure, value=moved.value)
    with pytest.raises(Fault, match="E865"):
        news.publish_article("duyet", article, book=book)
    assert NewsArticle.objects.count() == 1


def test_an_article_waits_for_its_release(article):
    article.release = "2023-03"
    with pytest.raises(Fault, match="E866"):
        news.publish_article("duyet", article)
    assert NewsArticle.objects.count() == 1


def test_a_photograph_needs_words_and_is_rid_of_notes(article, client, enter):
    officer, newest = enter("officer"), news.newest_article("thang-hai", "vi")
    base = {"title": "T", "lead": "a", "body": "b", "byline": "c", "seen": newest.pk}
    noted = png()[:33] + b"\x00\x00\x00\x04tEXthere\x00\x00\x00\x00" + png()[33:]

    def send(**more):
        picture = SimpleUploadedFile("anh.png", more.pop("content", noted), "image/png")
        return officer.post("/vi/news/thang-hai/change/", {**base, "photo-picture": picture, **more})

    assert "E863" in text(send(**{"photo-credit": "Lan"}))
    assert "E860" in text(send(content=b"GIF89a", **{"photo-credit": "Lan", "photo-caption": "A", "photo-alt": "B"}))
    send(**{"photo-credit": "Lan", "photo-caption": "Nhà máy", "photo-alt": "Một nhà máy"})
    kept = Photograph.objects.get()
    assert b"tEXt" not in bytes(kept.content)
    assert (kept.width, kept.height) == (400, 300)
    address = f"/vi/news/photograph/{kept.sha256}/"
    assert client.get(address).status_code == 404
    enter("approver").post("/vi/news/thang-hai/publish/")
    assert client.get(address).content == bytes(kept.content)
    assert 'alt="Một nhà máy"' in text(client.get("/vi/news/thang-hai/"))


def test_what_is_no_picture_is_refused():
    tiny = bytes(resvg_py.svg_to_bytes(svg_string=PICTURE.replace("400", "40").replace("300", "30")))
    for content, number in (
        (b"%PDF-1.7", "E860"),
        (png()[:200], "E860"),
        (b"\xff\xd8\xff\xe0\x00\x04ab", "E860"),
        (b"\xff\xd8\xff" + b"x" * 5_000_000, "E861"),
        (tiny, "E862"),
    ):
        with pytest.raises(Fault, match=number):
            cleaned("anh", content)
    with pytest.raises(Fault, match="E863"):
        add_photograph("lan", "a.png", png(), " ")
    assert add_photograph("lan", "a.png", png(), "Lan") == add_photograph("lan", "b.png", png(), "Hoa")


def test_a_published_report_asks_a_fixed_number_of_questions(province, client, django_assert_max_num_queries):
    publish("2023-02")
    with django_assert_max_num_queries(75):
        first = client.get("/vi/reports/2023-02/").content
    # Made once: what is left is to look up the release and where its numbers open.
    with django_assert_max_num_queries(12):
        assert client.get("/vi/reports/2023-02/").content == first
    with django_assert_max_num_queries(6):
        client.get("/vi/news/")
