"""Compiling files: nothing but the engine is loaded, and nothing but the files named is touched."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from nhip.cli.atomic import Writing
from nhip.cli.frames import count, write
from nhip.cli.outcome import Exit, print_json
from nhip.cli.progress import Step, steps
from nhip.cli.quiet import held_back
from nhip.cli.tongue import Tongue


@contextmanager
def read_faults(path: Path, tongue: Tongue, engine: str = "polars") -> Iterator[None]:
    """Tell what is wrong with a file that an engine cannot read."""
    from nhip.cli import diagnosis

    diagnosis.look(path, tongue, whole=engine != "polars")
    try:
        with held_back():
            yield
    except BaseException as wrong:  # a panic of Polars is no Exception
        if found := diagnosis.of_reader(wrong, path, tongue):
            raise found from wrong
        raise


def compiled(asked: argparse.Namespace, tongue: Tongue, step: Step) -> Any:
    """Read the scheme and compile the reports, components or store that were named."""
    from nhip.engine.scheme_io import read_scheme

    reading, compiling = tongue("Đọc phương án", "Reading the scheme"), tongue("Tính chỉ số", "Compiling")
    if asked.prepared:
        from nhip.engine.store import compile_store

        step(reading)
        scheme = read_scheme(asked.scheme) if asked.scheme else None
        step(compiling)
        with read_faults(asked.reports, tongue):
            return compile_store(asked.reports, scheme, engine=asked.engine)
    step(reading)
    scheme = read_scheme(asked.scheme)
    step(compiling)
    from nhip.engine.compilation import compile_components, compile_reports

    with read_faults(asked.reports, tongue, asked.engine):
        if asked.components:
            return compile_components(asked.reports, scheme, engine=asked.engine)
        return compile_reports(asked.reports, scheme, imputation=asked.imputation or "insee", engine=asked.engine)


def compile_files(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    """Compile, write what was asked for, print the headline figures, and compare with what was published."""
    import gc

    from nhip.cli import headline

    gc.disable()  # a process of half a second has nothing to collect, and looking for it takes three per cent of it
    names = [
        tongue("Đọc phương án", "Reading the scheme"),
        tongue("Tính chỉ số", "Compiling"),
        tongue("Ghi kết quả", "Writing the results"),
    ]
    with ExitStack() as stack:
        step = stack.enter_context(steps(names, wanted=not asked.json))
        compilation = compiled(asked, tongue, step)
        found = headline.rows(compilation, tongue, asked.period)
        checked = None
        if asked.check:
            from nhip.cli.check import check

            checked = check(compilation, asked.check)
        step(names[2])
        written = _write(asked, compilation)
    policy = compilation.scheme.policy
    ok = checked is None or checked.agrees
    if asked.json:
        content: dict[str, Any] = {
            "ok": ok,
            "illustrative": policy.illustrative,
            "engine": asked.engine,
            "headline": headline.as_json(found),
            "held_out": len(compilation.held_out),
            "files": written,
        }
        if checked is not None:
            content["check"] = checked.as_json()
        print_json(content)
    else:
        print(headline.text(found, policy, tongue))
        _tell_held_out(len(compilation.held_out), tongue)
        for path, rows in written.items():
            from nhip.cli.numbers import whole

            print(tongue(f"Đã ghi {path}: {whole(rows, 'vi')} dòng", f"Wrote {path}: {whole(rows, 'en')} rows"))
        if checked is not None:
            print(checked.text(tongue))
    return Exit.DONE if ok else Exit.NO_ANSWER


def _write(asked: argparse.Namespace, compilation: Any) -> dict[str, int]:
    """Write the files that were asked for, all or none; returns the rows of each."""
    wanted: list[tuple[Path, Any]] = []
    if asked.out:
        wanted.append((asked.out, compilation.indices))
    if asked.quality:
        wanted.append((asked.quality, compilation.quality))
    if asked.imputed:
        wanted.append((asked.imputed, compilation.imputed))
    with Writing() as writing:
        for path, native in wanted:
            write(native, writing.beside(path))
    return {str(path): count(native) for path, native in wanted}


def _tell_held_out(series: int, tongue: Tongue) -> None:
    if series:
        from nhip.cli.numbers import whole

        print(
            tongue(
                f"{whole(series, 'vi')} chuỗi báo cáo bắt đầu muộn mà không có sự kiện entry nên chưa được tính vào.",
                f"{whole(series, 'en')} series of reports began late without an entry event, and take no part.",
            )
        )
