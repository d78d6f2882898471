# Every target sets up what it needs in .venv; nothing outside this folder is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= $(firstword $(wildcard ../shared/data/github-status-incidents-2022-2024.jsonl) benchmarks/data/incidents.jsonl)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo tour run check test test-all matrix lint format reference bench lock clean

help: ## Say what can be made.
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/'

$(VENV)/run: requirements/main.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements/main.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run requirements/dev.txt
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/run ## Try Sitrep in a local Slack; no account needed.
	@$(BIN)/sitrep demo

tour: $(VENV)/run ## Watch three people run one incident, then exit.
	@$(BIN)/sitrep tour

run: $(VENV)/run ## Serve Slack (needs .env).
	@$(BIN)/sitrep run

check: $(VENV)/run ## Check configuration, database and tokens.
	@$(BIN)/sitrep check

test: $(VENV)/dev ## Run the tests, on SQLite and PostgreSQL: everything is asserted once.
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not long"

test-all: $(VENV)/dev ## Run all of them: kills, faults, replicas and whole tours too.
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -n auto --dist worksteal

matrix: $(VENV)/dev ## Kill the bot at every call, and let every call go wrong.
	$(BIN)/python -m tests.acceptance --postgres

lint: $(VENV)/dev ## Check style, types and the direction of imports.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev ## Put every file into the project's style.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

reference: $(VENV)/dev ## Write anew what is made of the registry: schema, example, tables of commands.
	$(BIN)/python -m bot.reference
	$(BIN)/python -m tests.slack.words

bench: $(VENV)/dev ## Measure what the README promises, and replay real incidents.
	$(BIN)/python -m benchmarks --data $(DATA)

lock: ## Pin the newest allowed versions, with hashes (needs uv).
	uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url -q requirements/main.in -o requirements/main.txt
	uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url -q requirements/dev.in -o requirements/dev.txt

clean: ## Remove what was built.
	rm -rf $(VENV) build dist *.egg-info
