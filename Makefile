# `make run` serves the demo company, `make test` passes every check; both set up all they need.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv

.PHONY: run test check bench format lock clean

run: .venv/run.stamp
	$(BIN)/quotamesh demo --if-empty
	$(BIN)/quotamesh start

test: .venv/dev.stamp
	$(BIN)/python -m tests.check all

check: .venv/dev.stamp
	$(BIN)/python -m tests.check static

bench: .venv/run.stamp
	$(BIN)/quotamesh bench

format: .venv/dev.stamp
	$(BIN)/ruff format quotamesh tests
	$(BIN)/ruff check --fix quotamesh tests

$(UV):
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check "uv>=0.5"

.venv/run.stamp: requirements/run.lock pyproject.toml | $(UV)
	$(UV) pip install --quiet --require-hashes -r requirements/run.lock
	$(UV) pip install --quiet --no-deps -e .
	@touch $@

.venv/dev.stamp: requirements/dev.lock pyproject.toml | $(UV)
	$(UV) pip install --quiet --require-hashes -r requirements/dev.lock
	$(UV) pip install --quiet --no-deps -e .
	@touch $@ .venv/run.stamp

LOCK := pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml

lock: | $(UV)
	$(UV) $(LOCK) --extra bench -o requirements/run.lock
	$(UV) $(LOCK) --extra bench --extra dev -o requirements/dev.lock

clean:
	rm -rf .venv .pytest_cache .ruff_cache .mypy_cache .hypothesis
