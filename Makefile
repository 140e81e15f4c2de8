# `make run` and `make test` set up what they need; everything else is for developers.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
export PIP_DISABLE_PIP_VERSION_CHECK := 1
unexport PYTHONDONTWRITEBYTECODE # where it is set, each of the many processes of the tests compiles the program anew

.PHONY: run test lint bench lock geodata

# The server itself hears Ctrl-C and ends; the Python around it would say "Aborted!", and make that it failed.
run: $(VENV)/app
	@trap '' INT; exec $(BIN)/streamlit run app.py

test: $(VENV)/dev
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m pytest

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/dev
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m tests.benchmarks

# Pins every package that the .in files bring, for every platform, with the hashes of its files: pip takes no others.
lock: $(VENV)/dev
	$(BIN)/uv $(LOCK) requirements.in -o requirements.txt
	$(BIN)/uv $(LOCK) requirements-dev.in -o requirements-dev.txt

# Builds the gazetteer and the base map anew from their packages, in this order: each reads what came before.
geodata: $(VENV)/dev
	$(BIN)/python geodata/build.py
	$(BIN)/python geodata/outlines.py
	$(BIN)/python geodata/detail.py
	$(BIN)/python geodata/relief.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/app: requirements.txt | $(VENV)/bin/python
	$(BIN)/pip install -q -r requirements.txt
	@touch $@

$(VENV)/dev: requirements-dev.txt $(VENV)/app
	$(BIN)/pip install -q -r requirements-dev.txt
	@touch $@
