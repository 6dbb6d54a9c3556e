"""`import wrbc_rules` stays light: what only some users need is loaded when they need it."""

import subprocess
import sys

HEAVY = {
    "_pytest", "cattrs", "click", "docutils", "duckdb", "hypothesis", "jinja2", "narwhals", "phonenumbers",
    "polars", "py4j", "pygls", "pygments", "pyspark", "pytest", "rich", "sphinx", "xlsxwriter", "z3",
}  # fmt: skip
CODE = """
import sys
before = set(sys.modules)
import wrbc_rules
print(*sorted({name.partition(".")[0] for name in set(sys.modules) - before}))
"""


def test_import_loads_no_heavy_library() -> None:
    done = subprocess.run([sys.executable, "-I", "-c", CODE], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "wrbc_rules" in loaded
    assert not loaded & HEAVY
