# The commands of the house. `make` alone lists them.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
UV     := .tools/bin/uv
# Files that say which packages are in the environment. A stamp is newer than its lock, or the lock is installed again.
RUN    := $(VENV)/.run
DEV    := $(VENV)/.dev
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest
# A worker that has nothing left to do takes tests over from the others.
JOBS   ?= 2
SPREAD := -n $(JOBS) --dist worksteal
# More arguments for pytest: make test ARGS="-k index"
ARGS   ?=

# Wheels are compiled once, when installed; otherwise every start would compile them again.
unexport PYTHONDONTWRITEBYTECODE
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install run test test-sqlite test-postgres browser soak lint format types check messages lock bench mutate clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | \
		while IFS="$$(printf '\t')" read -r target text; do printf '  make %-14s %s\n' "$$target" "$$text"; done

$(BIN)/python:
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v < (3, 14) else \
		"Nhip needs Python 3.11, 3.12 or 3.13, and %s is %d.%d. Name another one: make PYTHON=python3.11" % ("$(PYTHON)", *v))'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Python cannot make environments here. On Debian: apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN): requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing what Nhip runs on into $(VENV) (half a minute the first time)"
	$(PIP) --require-hashes -r requirements/run.txt
	$(PIP) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(DEV): requirements/dev.txt $(RUN)
	@echo "Installing the tools for tests into $(VENV) (a few minutes the first time)"
	$(PIP) --use-pep517 --require-hashes -r requirements/dev.txt
	@touch $@

install: $(RUN) ## make the environment in .venv, and nothing else

run: $(RUN) ## prepare the demonstration province and serve it on 127.0.0.1:8000
	@$(BIN)/nhip demo
	@$(BIN)/nhip serve

browser: $(DEV)
	@$(BIN)/python scripts/ensure_chromium.py

test: test-sqlite test-postgres ## run every test: all on SQLite, then those with a database on PostgreSQL

test-sqlite: $(DEV) browser ## run the tests on SQLite, with a browser
	$(PYTEST) $(SPREAD) -m "not postgres" $(ARGS)

test-postgres: $(DEV) browser ## run the tests that use a database on PostgreSQL
	$(BIN)/python scripts/with_postgres.py -- $(PYTEST) $(SPREAD) -m "(database or postgres) and not browser" $(ARGS)

soak: $(DEV) ## kill 100 imports at random moments on both databases, and mutate 5,000 files (ten minutes)
	NHIP_SOAK=1 $(PYTEST) -n 0 src/nhip/intake/tests/imports/test_crashes.py src/nhip/intake/tests/files/test_fuzz.py

lint: $(DEV) ## check style and common mistakes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(DEV) ## put the code into the house's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(DEV) ## check the types of src
	@NHIP_HOME=.mypy_cache/nhip NHIP_SECRET_KEY=none $(BIN)/mypy

check: $(RUN) ## let Django check the settings of a real installation, and that no migration is missing
	@set -e; home=$$(mktemp -d); trap 'rm -rf "$$home"' EXIT; \
	export DJANGO_SETTINGS_MODULE=nhip.config.settings NHIP_HOME="$$home" NHIP_HOSTS=nhip.example.vn; \
	$(BIN)/python -m django check --deploy --fail-level WARNING; \
	$(BIN)/python -m django makemigrations --check --dry-run

messages: $(DEV) ## collect the texts to translate, and compile the translations
	$(BIN)/python scripts/messages.py

lock: ## choose the newest allowed packages and write requirements/*.txt
	@test -x $(UV) || { $(PYTHON) -m venv .tools && .tools/bin/pip install --quiet uv==0.13.9; }
	@for name in run dev; do \
		$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url \
			--no-emit-find-links --custom-compile-command "make lock" $(LOCKFLAGS) \
			$$(test $$name = dev && echo "-c requirements/run.txt") requirements/$$name.in -o requirements/$$name.txt; \
	done
	@! grep -nE 'https?://|file:' requirements/*.txt

bench: $(DEV) ## measure the engine beside pandas and the floor
	$(BIN)/python -m bench $(ARGS)

mutate: $(DEV) ## change the engine in small ways, and see whether the tests notice
	$(BIN)/mutmut run $(ARGS)

clean: ## remove the environment and what tools left; var/ stays
	rm -rf $(VENV) .tools .pytest_cache .mypy_cache .ruff_cache .hypothesis mutants htmlcov .coverage
