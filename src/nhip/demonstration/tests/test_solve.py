import pytest

from nhip.demonstration.control import POINTS, Control, growth_through, read_control, solved
from nhip.demonstration.solve import TARGETS, compiled_total, cumulative_growth, solve


def test_growth_runs_through_its_points():
    growth = growth_through((1.0, 1.3, 1.1, 1.4))
    assert [growth[month - 1] for month in POINTS] == pytest.approx([1.0, 1.3, 1.1, 1.4])
    assert growth[0] == 1.0
    assert growth[2:4] == pytest.approx((1.1, 1.2))
    assert growth[9:11] == pytest.approx((1.2, 1.3))


def test_control_is_read_back_as_written():
    control = Control((1.0, 1.25, 1.125, 1.5), {("thermal", "2023-03"): -2, ("feed", "2023-12"): 4})
    assert read_control(control.text()) == control


def test_a_linear_index_is_solved_exactly_but_for_the_last_steps():
    def index(control):
        before = {f"2022-{m:02d}": 100.0 + m for m in range(1, 13)}
        return before | {f"2023-{m:02d}": 60.0 + 50.0 * control.growth[m - 1] for m in range(1, 13)}

    control = solve(index)
    for month, target in TARGETS.items():
        assert cumulative_growth(index(control), month) == pytest.approx(target, abs=1e-5)


def test_the_committed_control_is_what_the_solver_finds():
    # Fails when the engine, the lines or the states change: then run python -m nhip.demonstration.solve.
    found = solve()
    assert found.points == pytest.approx(solved().points, abs=1.1e-6)
    # The last digits of sums differ from machine to machine.
    assert found.corrections == pytest.approx(solved().corrections, abs=20)


def test_the_solution_is_as_close_as_whole_units_allow():
    index = compiled_total(solved())
    for month, target in TARGETS.items():
        assert cumulative_growth(index, month) == pytest.approx(target, abs=1e-6)
