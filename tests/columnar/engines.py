"""The engines that the columnar rules are tried on, each given the same tables by way of Parquet files."""

from __future__ import annotations

import itertools
import shutil
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import polars as pl
import pytest

from wrbc_rules.backends.columnar import Tables

_NUMBERS = itertools.count()


def in_polars(tables: Tables) -> Tables:
    """The tables as lazy frames."""
    return _moved(tables, lambda frame: frame.lazy())


def in_duckdb(folder: Path) -> Callable[[Tables], Tables]:
    """Moves tables to a connection that fetches nothing."""
    import duckdb

    connection = duckdb.connect(
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    return lambda tables: _moved(tables, lambda frame: connection.read_parquet(_written(frame, folder)))


def in_spark(folder: Path) -> Callable[[Tables], Tables]:
    """Moves tables to Spark's two threads; skips the test where there is no Java."""
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java 17, and there is no `java` here")
    session = _session()
    return lambda tables: _moved(tables, lambda frame: session.read.parquet(_written(frame, folder)))


@cache
def _session() -> Any:
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",  # few rows do not repay more compiling
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.log.level": "OFF",
    }
    builder = SparkSession.builder.master("local[2]").appName("rules")
    for name, value in settings.items():
        builder = builder.config(name, value)
    with warnings.catch_warnings(action="ignore"):
        return builder.getOrCreate()


def _moved(tables: Tables, move: Callable[[pl.DataFrame], Any]) -> Tables:
    return attrs.evolve(
        tables,
        events=move(tables.events),
        people={name: move(frame) for name, frame in tables.people.items()},
        answers={name: move(frame) for name, frame in tables.answers.items()},
    )


def _written(frame: pl.DataFrame, folder: Path) -> str:
    file = folder / f"{next(_NUMBERS)}.parquet"
    frame.write_parquet(file)
    return str(file)
