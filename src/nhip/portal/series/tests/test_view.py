"""The address of a view holds all of it, and nothing that was not chosen."""

from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from nhip.portal.series.view import View

# A dash alone is how an address writes "the whole"; no subject has it for a code.
WORDS = st.text("abcxyz0129_-", min_size=1, max_size=12).filter(lambda text: text != "-")


def test_an_address_is_short_and_readable():
    with translation.override("vi"):
        assert View("IIP", "C").address == "/vi/series/IIP/C/"
        assert View("IIP", "").address == "/vi/series/IIP/-/"
        assert View("IIP").address == "/vi/series/IIP/"
        assert View("IIP", "C", compare="same_month", of="2023-12").address == (
            "/vi/series/IIP/C/?compare=same_month&of=2023-12"
        )
        assert View("IIP", "C", of="2023-12").file("csv") == "/vi/data/csv/IIP/C/?of=2023-12"
        assert View("IIP", None, period="2023-01/2023-09").embedded == "/vi/embed/IIP/?period=2023-01--2023-09"
    with translation.override("en"):
        assert View("PLAN", "9900000016/coal/sales").address == "/en/series/PLAN/9900000016/coal/sales/"


@given(
    subject=st.none() | st.just("") | WORDS,
    chosen=st.dictionaries(st.sampled_from(["compare", "by", "place", "of", "level", "show", "scale"]), WORDS),
)
def test_reading_an_address_gives_the_view_back(subject, chosen):
    view = View("IIP", subject, **chosen)
    assert View.read("IIP", "-" if subject == "" else subject, QueryDict(view.query)) == view
