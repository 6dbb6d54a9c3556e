"""Whole tables: the columnar rules say what the interpreter says, on every engine."""
