"""What the pages say, in both languages, and how many questions each asks the database."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhip.demonstration import write_demonstration
from nhip.intake.actions import import_reports, load_registers
from nhip.intake.models import Observation
from nhip.portal.kept_pages import forget
from nhip.releases.actions import store_scheme
from nhip.releases.schemes import load_scheme
from nhip.releases.tests.conftest import publish

pytestmark = pytest.mark.database

PRODUCT = "08100-02"
# A page asks the same questions whatever the province holds. A higher number needs a reason.
# What a page asks while it is made the first time after a release.
QUERIES = {
    "/vi/": 28,
    "/vi/2023-12/TOTAL/": 14,
    f"/vi/2023-12/{PRODUCT}/": 16,
    "/vi/method/": 5,
    "/vi/series/": 7,
    "/vi/series/IIP/C/": 17,
    "/vi/series/IIP/?show=multiples": 11,
    "/vi/search/?q=than&list=1": 9,
    "/vi/embed/IIP/C/": 6,
    "/vi/data/csv/IIP/C/": 6,
}
# Afterwards: the mark of what is published, and on the first page the calendar, the news and the targets.
KEPT = {"/vi/": 5, "/vi/2023-12/TOTAL/": 2, "/vi/series/IIP/C/": 5, "/vi/data/csv/IIP/C/": 2}


def _tables(blocker) -> list[str]:
    with blocker.unblock():
        return connection.introspection.table_names()


@pytest.fixture(scope="module")
def province(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """Compile the demonstration province once for all tests of this file; nothing of it stays."""
    if "registry_enterprise" not in _tables(django_db_blocker):
        pytest.skip("pytest-django makes a database only for a run with a test marked django_db: run the whole file")
    folder: Path = tmp_path_factory.mktemp("province")
    with django_db_blocker.unblock(), transaction.atomic():
        write_demonstration(folder)
        load_registers(folder)
        store_scheme(folder / "scheme")
        for path in sorted((folder / "reports").glob("*.csv")):
            import_reports(path)
        # Schemes are remembered by their number, and another test's scheme may have had this one's.
        load_scheme.cache_clear()
        publish("2023-12")
        yield
        transaction.set_rollback(True)
    load_scheme.cache_clear()


@pytest.fixture
def read(province, client: Client):
    """Return the text of a page, without the marks of HTML."""

    def text(address: str) -> str:
        answer = client.get(address)
        assert answer.status_code == 200
        return re.sub(
            r"\s+", " ", re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
        )

    return text


def test_the_root_leads_to_vietnamese(client):
    answer = client.get("/", headers={"accept-language": "en"})
    assert (answer.status_code, answer.url) == (302, "/vi/")


def test_home_tells_the_year_as_it_was_published(read):
    vietnamese, english = read("/vi/2023-12/"), read("/en/2023-12/")
    assert "+7,68 %" in vietnamese
    assert "Cộng dồn so với cùng kỳ năm trước" in vietnamese
    assert "+7.68 %" in english
    assert "Cumulative, against the same months last year" in english
    assert "−0,50 %" in read("/vi/2023-03/")


def test_without_a_month_home_shows_the_latest(read):
    assert read("/vi/") == read("/vi/2023-12/")


def test_a_month_without_a_year_before_says_so(read):
    text = read("/vi/2022-05/")
    assert "Không có số liệu cùng kỳ năm trước để so sánh." in text


def test_every_number_of_home_opens(client, province):
    page = client.get("/vi/2023-12/").content.decode()
    addresses = set(re.findall(r'<a class="figure [^"]*" href="([^"]+)"', page))
    assert len(addresses) > 40
    assert {client.get(address).status_code for address in sorted(addresses)[::7]} == {200}


def test_a_product_shows_its_reports_and_their_marks(read, client):
    text = read(f"/vi/2022-09/{PRODUCT}/")
    for word in ("Có báo cáo", "Ước tính thay", "Không sản xuất", "đúng bằng chỉ số trên"):
        assert word in text
    page = client.get(f"/vi/2022-09/{PRODUCT}/").content.decode()
    assert {"reported", "imputed", "not_produced"} <= set(re.findall(r'<td[^>]*><span class="state (\w+)"', page))


def test_a_report_shows_its_cell(read):
    found = Observation.objects.select_related("source_file", "enterprise").filter(state="reported")[0]
    text = read(f"/en/report/{found.pk}/")
    for part in (found.source_file.sha256, found.source_file.name, str(found.row), found.column, found.enterprise.name):
        assert part in text


def test_the_chart_has_the_numbers_of_the_table(client, province):
    page = client.get("/vi/2023-12/").content.decode()
    (content,) = re.findall(r'<script id="months-chart" type="application/json">(.*?)</script>', page)
    line, bars = json.loads(content)["baseOption"]["series"]
    assert len(line["data"]) == len(bars["data"]) == 24
    assert [place for place, point in enumerate(line["data"]) if point["label"]["show"]] == [23]
    assert line["data"][23]["href"] == "/vi/2023-12/TOTAL/"
    table = re.findall(r"<details>.*?</details>", page, re.DOTALL)[0]
    assert all(point["told"][1] in table for point in (*line["data"], *bars["data"]) if point["value"] is not None)


def test_an_older_month_is_the_one_that_is_marked(client, province):
    page = client.get("/vi/2023-05/").content.decode()
    (content,) = re.findall(r'<script id="months-chart" type="application/json">(.*?)</script>', page)
    line, _bars = json.loads(content)["baseOption"]["series"]
    (marked,) = [point for point in line["data"] if point["label"]["show"]]
    assert marked["told"][0].lower().endswith("5/2023")


@pytest.mark.parametrize("address", QUERIES)
def test_queries_are_counted(client, province, address):
    client.get(address)
    forget()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) == QUERIES[address], "\n".join(query["sql"][:160] for query in asked)


@pytest.mark.parametrize("address", KEPT)
def test_a_page_that_is_kept_asks_only_whether_it_still_holds(client, province, address):
    first = client.get(address)
    with CaptureQueriesContext(connection) as asked:
        again = client.get(address)
    assert again.content == first.content
    assert len(asked) == KEPT[address], "\n".join(query["sql"][:160] for query in asked)
    unchanged = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (unchanged.status_code, unchanged.content, unchanged["ETag"]) == (304, b"", first["ETag"])


def test_queries_of_a_report_are_counted(client, province):
    address = f"/vi/report/{Observation.objects.filter(state='reported')[0].pk}/"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) == 7, "\n".join(query["sql"][:160] for query in asked)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/vi/2031-01/", "Tháng này chưa được công bố."),
        ("/vi/2023-12/ZZ/", "Tháng này không có ngành hoặc sản phẩm đó."),
        ("/vi/2031-01/TOTAL/", "Tháng này không có ngành hoặc sản phẩm đó."),
        ("/vi/report/999999999/", "Không có báo cáo đó, hoặc báo cáo không được phép hiển thị."),
        ("/en/2031-01/", "This month has not been published."),
        ("/en/nowhere/at/all/", "There is nothing at this address"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(client, province, address, reason):
    answer = client.get(address)
    assert answer.status_code == 404
    assert reason in answer.content.decode()


@pytest.mark.parametrize("address", ["/vi/", "/vi/method/", "/vi/2023-12/TOTAL/", "/vi/report/1/"])
def test_pages_only_answer_to_reading(client, province, address):
    assert client.post(address).status_code == 405


def test_a_fault_of_ours_is_said_in_a_sentence(province, monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError("out of order")

    forget()
    monkeypatch.setattr("nhip.releases.queries.node_table", broken)
    answer = Client(raise_request_exception=False).get("/vi/")
    assert answer.status_code == 500
    assert "Chưa tạo được trang này" in answer.content.decode()
    assert "out of order" not in answer.content.decode()


@pytest.mark.django_db
def test_before_the_first_release(client):
    text = client.get("/vi/").content.decode()
    assert "Chưa công bố số liệu nào" in text
    assert "nhip demo" in text
    assert client.get("/vi/2023-12/TOTAL/").status_code == 404
    assert client.get("/vi/method/").status_code == 200
