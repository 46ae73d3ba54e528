from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhip.engine import months
from nhip.engine.faults import Fault
from nhip.engine.linking import chain, link, overlap_months, splice, unchain
from nhip.engine.series import ChainedIndex, FixedBaseIndex

Y = {year: [f"{year}-{month:02d}" for month in range(1, 13)] for year in range(2019, 2025)}


def index(rows, name, base, valid_from=None, valid_to=None, make=pl.DataFrame):
    """An epoch from {node: {period: value}}."""
    flat = [(node, period, float(value)) for node, values in rows.items() for period, value in values.items()]
    columns = {key: [row[i] for row in flat] for i, key in enumerate(("node", "period", "index"))}
    return FixedBaseIndex(make(columns), base, valid_from, valid_to, name=name)


def table(frame, value="index", key=("node", "period"), rows=lambda native: native.to_dicts()):
    return {tuple(row[k] for k in key): row[value] for row in rows(frame)}


@pytest.fixture(name="statfi")
def _statfi():
    # Statistics Finland, e-course on index theory, 3.6: the new index of January 2004 is 100.34 on 2003:12=100.
    def make(old_value, base, make=pl.DataFrame):
        old = index({"T": {"2003-12": old_value}}, "old", base, make=make)
        new = index({"T": {"2003-12": 100.0, "2004-01": 100.34}}, "new", ("2003-12", "2003-12"), "2004-01", make=make)
        return old, new

    return make


@pytest.mark.parametrize(
    ("old_value", "base", "exact", "published"),
    [
        (104.47, ("2000-01", "2000-12"), 104.8252, 104.82),
        (101.88, ("2002-12", "2002-12"), 102.2264, 102.22),
        (100.0, ("2003-12", "2003-12"), 100.34, 100.34),
    ],
)
def test_statistics_finland_links_a_new_base(statfi, backend, old_value, base, exact, published):
    old, new = statfi(old_value, base, backend.make)
    found = table(chain([old, new], overlap="12").frame, rows=backend.rows)
    assert round(found["T", "2004-01"], 4) == exact
    assert found["T", "2003-12"] == old_value
    # The office printed the linked value cut off, not rounded: less than one unit of the last digit away.
    assert abs(found["T", "2004-01"] - published) < 0.01


def test_the_linking_file_of_the_examples(examples):
    for row in pl.read_csv(examples / "index_linking_statfi.csv").iter_rows(named=True):
        old = index({"T": {"2003-12": row["dec2003"]}}, "old", ("2000-01", "2000-12"))
        new = index(
            {"T": {"2003-12": 100, "2004-01": row["jan2004_new_base"]}}, "new", ("2003-12", "2003-12"), "2004-01"
        )
        linked = table(splice(old, new, "12").frame)["T", "2004-01"]
        assert abs(linked - row["jan2004_linked_published"]) < 0.01


@pytest.mark.parametrize(
    ("overlap", "start", "wanted"),
    [
        ("average", "2023-01", tuple(Y[2022])),
        ("average", "2023-07", tuple(Y[2022][6:] + Y[2023][:6])),
        ("12", "2023-01", ("2022-12",)),
        ("01", "2023-01", ("2022-01",)),
        ("1", "2023-02", ("2023-01",)),
        ("02", "2023-02", ("2022-02",)),
        (["2022-03", "2022-01", "2022-03"], "2023-01", ("2022-01", "2022-03")),
    ],
)
def test_the_overlap_is_named_or_listed(overlap, start, wanted):
    assert overlap_months(overlap, start) == wanted


@pytest.mark.parametrize("overlap", ["13", "00", "mean", "", "²", "001", [], ["2022"], [202201], 12])
def test_an_overlap_that_is_none_is_refused(overlap):
    with pytest.raises(Fault) as caught:
        overlap_months(overlap, "2023-01")
    assert caught.value.number == "E313"


@pytest.fixture(name="pieces")
def _pieces():
    def make(constructor=pl.DataFrame):
        old = {
            "whole": dict.fromkeys(Y[2021], 120) | dict.fromkeys(Y[2022], 150),
            "short": dict.fromkeys(Y[2022][1:], 150),
            "zero": dict.fromkeys(Y[2022], 0),
            "ends": dict.fromkeys(Y[2022], 90),
        }
        new = {
            "whole": dict.fromkeys(Y[2022], 100) | {"2023-01": 110},
            "short": dict.fromkeys(Y[2022], 100) | {"2023-01": 110},
            "zero": dict.fromkeys(Y[2022], 100) | {"2023-01": 110},
            "starts": dict.fromkeys(Y[2022], 100) | {"2023-01": 130},
        }
        return (
            index(old, "2020", ("2020-01", "2020-12"), make=constructor),
            index(new, "2022", ("2022-01", "2022-12"), "2023-01", make=constructor),
        )

    return make


def test_what_cannot_be_linked_is_listed(pieces, backend):
    old, new = pieces(backend.make)
    links = link(old, new)
    assert links.overlap == tuple(Y[2022])
    assert [(r["node"], r["old_mean"], r["new_mean"], r["factor"]) for r in backend.rows(links.frame)] == [
        ("whole", 150.0, 100.0, 1.5)
    ]
    reasons = {row["node"]: row["reason"] for row in backend.rows(links.unlinked)}
    assert reasons == {"short": "incomplete", "zero": "zero", "ends": "ends", "starts": "starts"}


def test_a_chain_keeps_what_it_could_link_and_lists_the_rest(pieces, backend):
    chained = chain(pieces(backend.make))
    assert isinstance(chained, ChainedIndex)
    found = table(chained.frame, rows=backend.rows)
    assert found["whole", "2021-05"] == 120.0
    assert found["whole", "2022-05"] == 150.0
    assert found["whole", "2023-01"] == pytest.approx(165.0)
    assert found["starts", "2023-01"] == 130.0
    assert {node for node, period in found if period == "2023-01"} == {"whole", "starts"}
    assert not {period for node, period in found if node == "starts"} - {"2023-01"}
    assert table(chained.links, "factor", ("node", "epoch"), backend.rows) == {
        ("whole", "2020"): 1.0,
        ("short", "2020"): 1.0,
        ("zero", "2020"): 1.0,
        ("ends", "2020"): 1.0,
        ("whole", "2022"): 1.5,
        ("starts", "2022"): 1.0,
    }
    assert table(chained.unlinked, "reason", ("node", "epoch"), backend.rows) == {
        ("short", "2022"): "incomplete",
        ("zero", "2022"): "zero",
        ("ends", "2022"): "ends",
        ("starts", "2022"): "starts",
    }
    assert [(s.name, s.valid_from, s.valid_to) for s in chained.segments] == [
        ("2020", None, "2022-12"),
        ("2022", "2023-01", None),
    ]


def test_a_node_that_lost_its_link_stays_out_of_later_epochs():
    first = index({"T": dict.fromkeys(Y[2021], 100), "x": {"2021-05": 100}}, "a", ("2020-01", "2020-12"))
    both = dict.fromkeys(Y[2021] + Y[2022], 100)
    second = index({"T": both, "x": both}, "b", ("2021-01", "2021-12"), "2022-01")
    third = dict.fromkeys(Y[2022] + Y[2023], 100)
    third = index({"T": third, "x": third}, "c", ("2022-01", "2022-12"), "2023-01")
    chained = chain([first, second, third])
    assert {period for node, period in table(chained.frame) if node == "x"} == {"2021-05"}
    listed = table(chained.unlinked, "reason", ("node", "epoch"))
    assert listed == {("x", "b"): "incomplete", ("x", "c"): "incomplete"}


def test_a_node_that_comes_back_is_not_taken_for_a_new_one():
    full = {year: dict.fromkeys(Y[year - 1] + Y[year], 100) for year in (2021, 2022, 2023)}
    epochs = [
        index({"T": full[2021], "x": full[2021]}, "a", ("2020-01", "2020-12")),
        index({"T": full[2022]}, "b", ("2021-01", "2021-12"), "2022-01"),
        index({"T": full[2023], "x": full[2023]}, "c", ("2022-01", "2022-12"), "2023-01"),
    ]
    chained = chain(epochs)
    assert max(period for node, period in table(chained.frame) if node == "x") == "2021-12"
    assert table(chained.unlinked, "reason", ("node", "epoch")) == {("x", "b"): "ends", ("x", "c"): "incomplete"}


def test_epochs_must_be_fixed_base_named_apart_and_in_order(pieces):
    old, new = pieces()
    with pytest.raises(TypeError, match="chain takes a FixedBaseIndex, not a ChainedIndex"):
        chain([chain([old, new]), new])
    with pytest.raises(TypeError, match="link takes a FixedBaseIndex, not a ChainedIndex"):
        link(old, chain([old, new]))
    with pytest.raises(TypeError, match="splice takes a FixedBaseIndex or ChainedIndex, not a DataFrame"):
        splice(old.frame, new)
    with pytest.raises(TypeError, match="unchain takes a ChainedIndex, not a FixedBaseIndex"):
        unchain(old)
    with pytest.raises(ValueError, match="nothing to chain"):
        chain([])
    with pytest.raises(ValueError, match="name of its own: 2020, 2020"):
        chain([old, index({"T": {"2022-01": 1}}, "2020", ("2022-01", "2022-12"), "2023-01")])
    with pytest.raises(ValueError, match="already has an epoch named 2022"):
        splice(chain([old, new]), new)


@pytest.mark.parametrize(
    ("second", "number"),
    [
        (("2022-12", None), "E312"),
        (("2022-12", "2022-01"), "E311"),
        (("2022-12", "2021-12"), "E311"),
        (("2019-01", "2024-01"), "E310"),
    ],
)
def test_epochs_that_do_not_meet_are_refused(second, number):
    month, start = second
    old = index({"T": {"2022-12": 100}}, "old", ("2020-01", "2020-12"), "2022-01")
    new = index({"T": {month: 100}}, "new", ("2022-12", "2022-12"), start)
    for act in (lambda: chain([old, new], "12"), lambda: splice(chain([old]), new, "12")):
        with pytest.raises(Fault) as caught:
            act()
        assert caught.value.number == number


def test_one_epoch_is_a_chain_of_one():
    old = index({"T": {"2022-12": 100}}, "", ("2020-01", "2020-12"))
    chained = chain([old])
    assert chained.frame.rows() == [("T", "2022-12", "1", 100.0)]
    assert chained.links.rows() == [("T", "1", 1.0)]
    assert chained.unlinked.rows() == []
    assert chained.unlinked.columns == ["node", "epoch", "reason"]


def test_splicing_a_chain_is_chaining_on():
    epochs = random_epochs([100.0 + (7 * k) % 31 for k in range(96)])
    whole, step_by_step = chain(epochs), splice(splice(epochs[0], epochs[1]), epochs[2])
    assert table(step_by_step.frame) == pytest.approx(table(whole.frame))
    key = ("node", "epoch")
    assert table(step_by_step.links, "factor", key) == pytest.approx(table(whole.links, "factor", key))
    assert step_by_step.segments == whole.segments
    assert step_by_step.reference == whole.reference == ("2021-01", "2021-12")


def random_epochs(values, overlap="average"):
    """Three years of two nodes, an epoch a year with the year before as its base; 96 values."""
    epochs, at = [], 0
    for number, year in enumerate((2022, 2023, 2024)):
        rows = {}
        for node in ("B", "C"):
            own = [f"{year}-{m:02d}" for m in range(1, 13)]
            back = [f"{year - 1}-{m:02d}" for m in range(1, 13)] if number else []
            span = back + own
            rows[node] = {period: values[(at + k) % len(values)] for k, period in enumerate(span)}
            at += 5
        start = f"{year}-01" if number else None
        epochs.append(index(rows, str(year), (f"{year - 1}-01", f"{year - 1}-12"), start))
    return epochs


positive = st.lists(st.floats(0.5, 500), min_size=96, max_size=96)
overlaps = st.sampled_from(["average", "12", "06"])


@settings(max_examples=25, deadline=None)
@given(positive, overlaps)
def test_chaining_undoes_unchaining(values, overlap):
    chained = chain(random_epochs(values), overlap)
    parts = unchain(chained)
    again = chain(parts, overlap)
    assert table(again.frame) == pytest.approx(table(chained.frame), rel=1e-9)
    key = ("node", "epoch")
    assert table(again.links, "factor", key) == pytest.approx(table(chained.links, "factor", key), rel=1e-9)
    assert again.segments == chained.segments
    assert again.reference == chained.reference


@settings(max_examples=25, deadline=None)
@given(positive)
def test_unchaining_gives_the_epochs_back_over_their_own_months(values):
    epochs = random_epochs(values)
    for epoch, part in zip(epochs, unchain(chain(epochs)), strict=True):
        before, after = table(epoch.frame), table(part.frame)
        own = [key for key in after if epoch.valid_from is None or key[1] >= epoch.valid_from]
        assert {k: after[k] for k in own} == pytest.approx({k: before[k] for k in own}, rel=1e-9)
        assert (part.name, part.base, part.valid_from) == (epoch.name, epoch.base, epoch.valid_from)


@settings(max_examples=25, deadline=None)
@given(positive)
def test_annual_overlap_keeps_the_growth_of_annual_averages(values):
    epochs = random_epochs(values)
    chained = table(chain(epochs).frame)
    for epoch in epochs[1:]:
        year = months.parse(epoch.valid_from)[0]
        own = table(epoch.frame)
        for node in ("B", "C"):
            linked = sum(chained[node, p] for p in Y[year]) / sum(chained[node, p] for p in Y[year - 1])
            direct = sum(own[node, p] for p in Y[year]) / sum(own[node, p] for p in Y[year - 1])
            assert linked == pytest.approx(direct, rel=1e-9)


@settings(max_examples=25, deadline=None)
@given(positive)
def test_december_overlap_keeps_the_growth_over_the_link(values):
    epochs = random_epochs(values)
    chained = table(chain(epochs, "12").frame)
    for epoch in epochs[1:]:
        start, own = epoch.valid_from, table(epoch.frame)
        december = months.text(months.ordinal(start) - 1)
        for node in ("B", "C"):
            linked = chained[node, start] / chained[node, december]
            assert linked == pytest.approx(own[node, start] / own[node, december], rel=1e-9)


@settings(max_examples=25, deadline=None)
@given(positive, st.floats(0.01, 100), overlaps)
def test_the_level_of_a_new_base_does_not_matter(values, scale, overlap):
    epochs = random_epochs(values)
    scaled = [
        epochs[0],
        *(
            FixedBaseIndex(e.frame.with_columns(pl.col("index") * scale), e.base, e.valid_from, name=e.name)
            for e in epochs[1:]
        ),
    ]
    assert table(chain(scaled, overlap).frame) == pytest.approx(table(chain(epochs, overlap).frame), rel=1e-9)


def test_identity_and_proportionality():
    flat = table(chain(random_epochs([100.0])).frame)
    assert set(flat.values()) == {100.0}
    doubled = [
        FixedBaseIndex(e.frame.with_columns(pl.col("index") * 2), e.base, e.valid_from, name=e.name)
        for e in random_epochs([100.0])
    ]
    assert set(table(chain(doubled).frame).values()) == {200.0}
