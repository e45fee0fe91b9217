# SerialDock. `make run` opens the station with a demo warehouse, `make test` runs the whole suite.
PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# what is compiled once stays compiled, for the next process too, whatever the environment says
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test check types contracts format tour pictures bench crash fuzz load paper clean

$(READY): pyproject.toml
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "SerialDock needs Python 3.11 or newer; say which with: make PY=/path/to/python3.11 ..."; exit 2; }
	$(PY) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $(READY)

run: $(READY)
	@$(BIN)/serialdock --demo

test: $(READY)
	@rm -rf .pytest_cache
	$(BIN)/python -m pytest -n 3 || { \
		echo "Once more, one by one: what fails now is broken; what passes now is disturbed by its neighbours."; \
		$(BIN)/python -m pytest -n 0 --last-failed --last-failed-no-failures none; }

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@$(MAKE) --no-print-directory -j 2 types contracts

types:
	$(BIN)/mypy

# beside mypy there is time to find every test, and to compile it for those who run it next
contracts:
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 0 --collect-only > /dev/null

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

tour: $(READY)
	$(BIN)/serialdock tour --out tour

pictures: $(READY)
	$(BIN)/python -m bench.pictures
	$(BIN)/python -m bench.papers

bench: $(READY)
	$(BIN)/python -m bench

crash: $(READY)
	$(BIN)/python -m pytest tests/crash tests/flows tests/models/test_walks.py --long --timeout=3600

fuzz: $(READY)
	$(BIN)/python -m tests.fuzz

load: $(READY)
	$(BIN)/python -m pytest tests/load tests/tui/commandline/test_vectors.py --long --timeout=3600

paper: $(READY)
	$(BIN)/python -m pytest tests/printing --long --timeout=3600

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .import_linter_cache tour
