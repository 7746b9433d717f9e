# The same commands at home and in CI. `make demo` and `make test` need only Python 3.11, make and a C compiler.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif

.PHONY: help demo install install-dev test lint types docs lock train bench clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort

demo: install ## screen the bundled example book against the bundled starter list, offline
	BRIGHTLINE_HOME=demo/home $(BIN)/brightline demo demo

install: $(VENV)/installed ## the program, in a virtual environment

install-dev: $(VENV)/installed-dev ## the program and what its tests need

$(VENV)/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock requirements-judge.lock $(VENV)/installed
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-judge.lock \
	  || echo "The followthemoney package did not build (it needs the ICU headers: libicu-dev, pkg-config, a C++" \
	          "compiler). The tests that ask it to judge our output will be skipped, saying so."
	@touch $@

test: install-dev lint types ## everything that CI runs
	$(BIN)/python -m pytest

lint: install-dev ## ruff, its formatter, and the generated docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python tools/docs.py --check

types: install-dev ## mypy --strict
	$(BIN)/mypy

docs: install-dev ## write the generated parts of docs/ anew
	$(BIN)/python tools/docs.py

train: install-dev ## fit the weights of the score to labelled names (the lists must have been imported)
	$(BIN)/python tools/word_counts.py
	$(BIN)/python tools/train.py

bench: install-dev ## time a book of 10,000 names (the lists must have been imported)
	$(BIN)/python bench/screen_book.py
	$(BIN)/python bench/editions.py

lock: ## renew the three hash-locked requirement files (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --group dev --group judge -c requirements.lock -o requirements-judge.lock

clean: ## remove everything that was made here
	rm -rf $(VENV) demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
