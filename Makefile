# One word runs everything. A bare machine needs python3 (3.11 or newer) and make; the rest comes from the
# lock files, each package held to its hash. `make` alone lists the words.
PYTHON ?= python3
PYTEST_ARGS ?=
LOCK_ARGS ?=
UV_VERSION ?= 0.13.9

BIN := .venv/bin
RUN := .venv/.run-stamp
DEV := .venv/.dev-stamp
# -qq: errors only; a setting of the machine may otherwise make pip warn once per package.
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
LOCK_VENV := build/lock-venv
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(LOCK_VENV)/bin/uv --no-config pip compile -q pyproject.toml \
	--group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url $(LOCK_ARGS)

as_root = $(if $(filter 0,$(shell id -u)),,sudo -n)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: setup demo test test-browser check bench docs lock clean help docs-reference

setup: $(DEV) ## make .venv with everything for work on the project
	@echo "ready: $(BIN)/depositary"
demo: $(RUN) ## build the example corpus and show what it says
	@$(BIN)/depositary demo
	@echo; echo "The command is $(BIN)/depositary; '. $(BIN)/activate' puts it on the path."

test: $(DEV) ## run the tests; PYTEST_ARGS="-k times" picks some
	@$(BIN)/python -m pytest -q $(PYTEST_ARGS)

test-browser: $(DEV) ## walk through the workbench in Chromium; installs it where apt-get can
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || $(as_root) sh -c \
		'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null'
	@$(BIN)/python -m pytest -q -m browser tests/browser $(PYTEST_ARGS)

check: $(DEV) ## ruff, mypy --strict, house rules, docs build
	@echo "ruff check"; $(BIN)/ruff check --quiet --output-format concise .
	@echo "mypy --strict src"; $(BIN)/mypy --strict src
	@echo "house rules"; $(BIN)/python -m pytest -q tests/test_house.py
	@echo "docs build"; out=$$(mktemp -d) && trap 'rm -rf "$$out"' EXIT && \
		NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet --site-dir "$$out"

bench: $(DEV) ## measure speed and memory; results go to bench/results
	@$(BIN)/python bench/run.py

docs: $(DEV) ## build the documentation into site/
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet --site-dir site
	@echo "docs: site/index.html"

docs-reference: $(DEV) ## write the reference pages and the outputs shown in the docs anew
	@$(BIN)/python tools/make_reference.py
	@$(BIN)/python tools/refresh_outputs.py

lock: ## write requirements/*.lock anew; LOCK_ARGS=--upgrade takes newer versions
	@$(call make_venv,$(LOCK_VENV))
	@$(LOCK_VENV)/bin/python -m pip --disable-pip-version-check -qq install "uv==$(UV_VERSION)"
	@$(COMPILE) -o requirements/run.lock
	@$(COMPILE) --group dev -c requirements/run.lock -o requirements/dev.lock
	@echo "locked: $$(grep -c == requirements/run.lock) to run, $$(grep -c == requirements/dev.lock) to develop"

clean: ## remove caches and outputs (.venv stays; delete it by hand)
	rm -rf build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis demo/*.dossier* demo/brief.*
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# A folder .venv that is already there is used; one without pip (a venv that failed half way) is completed.
define make_venv
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	{ echo "Python 3.11 or newer is needed. Install it, or say: make PYTHON=python3.12 ..." >&2; exit 1; }; \
{ [ -e $(1)/pyvenv.cfg ] && $(1)/bin/python -m pip --version >/dev/null 2>&1; } || $(PYTHON) -m venv $(1) || \
	{ echo "$(PYTHON) -m venv failed. On Debian or Ubuntu: apt-get install python3-venv, then again." >&2; exit 1; }
endef

# $(1) is the lock file; it is complete, so pip need not look for more. The package itself comes last, from this
# folder, with nothing fetched.
define install
@$(call make_venv,.venv)
@echo "installing $$(grep -c == $(1)) pinned packages into .venv, about a minute, once"
@$(PIP) install --no-deps --require-hashes -r $(1)
@$(PIP) install --no-deps --no-build-isolation -e .
endef

$(RUN): requirements/run.lock pyproject.toml
	$(call install,requirements/run.lock)
	@touch $(RUN)

# What develops also runs: both stamps are set, so that `make demo` after this installs nothing.
$(DEV): requirements/dev.lock requirements/run.lock pyproject.toml
	$(call install,requirements/dev.lock)
	@touch $(RUN) $(DEV)
