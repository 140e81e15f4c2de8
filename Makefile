# `make run` and `make test` set up what they need; everything else is for developers.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test lint bench lock geodata

run: $(VENV)/app
	$(BIN)/streamlit run app.py

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

# Pins every package that the .in files bring.
lock: $(VENV)/dev
	$(BIN)/pip-compile -q --strip-extras --no-header --allow-unsafe --no-emit-index-url --no-emit-find-links requirements.in
	$(BIN)/pip-compile -q --strip-extras --no-header --allow-unsafe --no-emit-index-url --no-emit-find-links requirements-dev.in

# Builds the gazetteer and the outlines anew from their packages.
geodata: $(VENV)/dev
	$(BIN)/python geodata/build.py
	$(BIN)/python geodata/outlines.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/app: requirements.txt | $(VENV)/bin/python
	$(BIN)/pip install -q -r requirements.txt
	@touch $@

$(VENV)/dev: requirements-dev.txt $(VENV)/app
	$(BIN)/pip install -q -r requirements-dev.txt
	@touch $@
