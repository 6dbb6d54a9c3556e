"""Whole archives: the rules as one set of expressions over tables, run by Polars, DuckDB or Spark.

Reading order: `schema` (the tables of a class), `kleene` (three values in columns), `scene` (the fields),
`terms` and `truths` (what each primitive says), `gaps` (why something is not known), `zone` (the clock in
whole numbers), `people` and `answers` (what is counted and joined), `rules` (outcomes), `deciding` (one
run), `columnar` (the door).

Never: syntax, another backend, a row at a time, or an engine's own idea of a time zone.
"""

from wrbc_rules.backends.columnar.columnar import Columnar
from wrbc_rules.backends.columnar.found import Found
from wrbc_rules.backends.columnar.refusing import ColumnarError
from wrbc_rules.backends.columnar.schema import FIRST, NEVER, Schema, Table, schema_of
from wrbc_rules.backends.columnar.tables import Tables

__all__ = ["FIRST", "NEVER", "Columnar", "ColumnarError", "Found", "Schema", "Table", "Tables", "schema_of"]
