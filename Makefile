# `make run` and `make test` need Python 3.11 or newer with venv, and nothing else: they make .venv themselves.
# Another Python: make test PYTHON=python3.13

PYTHON ?=
SAMPLE ?= examples/wrbc/sample.jsonl
# An audit of others: make run REGISTER=our-register EXPORTS=our-exports AS_OF=now
REGISTER ?= examples/wrbc/register
EXPORTS ?= examples/wrbc/exports
AS_OF ?= 2017-10-31T18:00+00:00
REPORT ?= audit-report
WORKERS ?= auto
ARGS ?=
BIN := .venv/bin
# Where Python is told to keep no compiled files, as in many containers, all of the many processes that tests
# start would compile everything anew.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run decide test check-style check-types check-walls check-behaviour format pages docs tables soak mutate drill coverage bench lock clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## make .venv, if it is not up to date
	@tools/setup "$(PYTHON)"

# A breach is an answer, not a failure: both end with status 1.
run: setup ## audit an invented charity's exports; the report is in audit-report/
	@$(BIN)/wrbc-rules audit --register $(REGISTER) --as-of $(AS_OF) --output $(REPORT) $(ARGS) $(EXPORTS) || [ $$? -eq 1 ]

decide: setup ## decide a sample of events by the bundled policy
	@$(BIN)/wrbc-rules decide $(SAMPLE) $(ARGS) || [ $$? -eq 1 ]

test: check-style check-types check-walls check-behaviour ## every check of the fast suite

check-style: setup ## ruff: lint and layout
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

check-types: setup ## mypy, strict
	$(BIN)/mypy

check-walls: setup ## which room may import which
	$(BIN)/lint-imports --no-cache

# Loadgroup keeps the packaging tests, which share what they build, on one worker.
check-behaviour: setup ## pytest; what this machine cannot test is listed at the end
	$(BIN)/pytest -n $(WORKERS) --maxprocesses 8 --dist loadgroup $(ARGS)

format: setup ## lay the code out
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

pages: setup ## write docs/mistakes.md anew from the table of codes
	$(BIN)/wrbc-rules explain --markdown > docs/mistakes.md

# The pages about clauses are written by the build, from the rules file.
docs: setup ## build the documentation site in docs/_build/html, warnings as errors
	$(BIN)/sphinx-build -n -W --keep-going -q -j auto docs docs/_build/html
	@echo "Open docs/_build/html/index.html"

tables: setup ## write grammar/rules.json anew from the grammar
	$(BIN)/python tools/tables.py

soak: setup ## the tests that take long
	$(BIN)/pytest -m soak $(ARGS)

mutate: setup ## change the code on purpose and see whether a test notices
	$(BIN)/python tools/mutate.py $(ARGS)

drill: setup ## edit the policy word by word and see whether an example or a promise notices
	$(BIN)/python tools/drill.py $(ARGS)

coverage: setup ## which lines no test runs
	$(BIN)/pytest -n $(WORKERS) --maxprocesses 8 --dist loadgroup --cov --cov-report term-missing:skip-covered $(ARGS)

# In an environment of its own; no part of `make test`. ARGS="--only flat --rounds 5" for a quick look.
bench: ## time it against code by hand and other engines, and write docs/benchmarks.md
	@benchmarks/setup "$(PYTHON)"
	PYTHONPATH=src .venv-bench/bin/python -m benchmarks $(ARGS)

# The lock holds versions and hashes, never where they were fetched from. UPGRADE=1 takes the newest releases.
COMPILE = UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
	--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

lock: ## write requirements/*.txt and benchmarks/requirements.txt anew
	@[ -x $(BIN)/uv ] || { python=$$(tools/find-python "$(PYTHON)") && rm -rf .venv && "$$python" -m venv .venv \
		&& $(BIN)/python -m pip install -qq uv; }
	$(COMPILE) --all-extras --group dev pyproject.toml -o requirements/dev.txt
	echo uv | $(COMPILE) - -o requirements/uv.txt
	$(COMPILE) pyproject.toml benchmarks/requirements.in -o benchmarks/requirements.txt

clean: ## remove .venv and everything else that is made
	rm -rf .venv .venv-bench audit-report docs/_build docs/policy build dist htmlcov .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
