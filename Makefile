# The habits of this project. Nothing here needs root; everything lands in .venv/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Extra arguments for pip, such as a wheel index that has the torch for your GPU.
PIP_ARGS ?=
LOCKS := requirements.lock requirements-dev.lock
INSTALL := $(PIP) install --progress-bar off -q

.DEFAULT_GOAL := help
.PHONY: help setup cluster episode test test-all lint format golden bench lock voices wheel clean

help:            ## list the targets
	@grep -E '^[a-z-]+: .*##|^[a-z-]+:  +##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

setup: $(READY)  ## make .venv/ with every dependency, by the versions and hashes of the lock files

$(READY): pyproject.toml $(LOCKS) requirements-torch.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo 'error: Python 3.11 to 3.13 is needed; name one: make PYTHON=python3.11 ...'; exit 1; }
	@# Debian splits ensurepip from Python: without it, the pip outside installs into the venv.
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV) 2>/dev/null \
	  || { rm -rf $(VENV) && $(PYTHON) -m venv --without-pip $(VENV) \
	       && $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; } \
	  || { echo 'error: cannot make a virtual environment; apt-get install python3-venv'; exit 1; }
	@echo 'Installing Quotecast and what it needs into $(VENV)/ (a few minutes the first time) ...'
	@$(INSTALL) $(PIP_ARGS) --require-hashes --no-deps $(LOCKS:%=-r %)
	@$(INSTALL) $(PIP_ARGS) -r requirements-torch.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

episode: $(READY) ## produce the sample episode, scripts/han.txt
	@$(BIN)/python produce.py episode scripts/han.txt

test: $(READY)   ## the tests, what CI runs; those that need apt or npm programs skip without them
	@$(BIN)/python -m pytest -m 'not slow' -rs -n auto --dist worksteal

test-all: $(READY) ## the slow ones too; tests/system/setup.sh installs the apt and npm programs
	@$(BIN)/python -m pytest

cluster: $(READY) ## add Ray to .venv/, for `--on ray` and its tests
	@$(INSTALL) $(PIP_ARGS) --require-hashes --no-deps -r requirements-cluster.lock

lint: $(READY)   ## ruff, mypy --strict, and known weaknesses of the dependencies
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m tools.audit

format: $(READY) ## put every file into ruff's format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

golden: $(READY) ## refresh tests/golden/; review the diff
	@$(BIN)/python -m pytest tests -k golden --update-golden

bench: $(READY)  ## run every benchmark
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

wheel: $(READY)  ## build dist/quotecast-….whl
	@$(PIP) wheel -q --no-deps --no-build-isolation -w dist .

voices: $(READY) ## train the house voices anew: hours; RECORDINGS=folder adds the human voice
	@$(BIN)/python -m voices.recipe --minutes 600 $(if $(RECORDINGS),--recordings '$(RECORDINGS)')

lock:            ## resolve the dependencies anew into the lock files; LOCK_ARGS=--keep: only new ones
	@rm -rf build/uv && $(PYTHON) -m venv build/uv && build/uv/bin/pip install -q $(PIP_ARGS) uv
	@build/uv/bin/python -m tools.lock $(LOCK_ARGS)

clean:           ## remove what was generated, not the environment
	rm -rf output .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
