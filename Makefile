# Everything a stranger needs. Plain `make` prints this list.
.DEFAULT_GOAL := help
.PHONY: help install editor build serve test lint format keep calibrate answers lock clean

PYTHON ?= python3
BIN := .venv/bin
PORT ?= 7070
BUILT := server/static/built/query.js

help: ## print this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "unkg needs Python 3.11 or newer; say make PYTHON=/path/to/it" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

install: .venv/installed ## create .venv with the locked dependencies and the command .venv/bin/unkg

editor: $(BUILT) ## build the editor of the query page, where node and npm are; without it the page has a plain field

$(BUILT): package-lock.json package.json $(wildcard editor/*.js)
	@if ! { command -v node && command -v npm; } >/dev/null; then echo "no node and npm here: the query page has its plain field"; \
	elif ! { test -d node_modules/esbuild || npm ci --omit=dev --ignore-scripts --silent; } || ! { rm -rf $(@D) && npm run --silent build; }; then \
	    echo "the editor cannot be built here: the query page has its plain field"; fi

build: install editor ## build the dataset from what the repository holds into ./store
	$(BIN)/unkg build

serve: build ## build, then serve on http://127.0.0.1:7070 (PORT=... for another port)
	$(BIN)/unkg serve --port $(PORT)

test: install ## run all tests; those whose extras are not installed skip with a reason
	$(BIN)/python -m pytest -n auto

lint: install ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: install ## rewrite the code in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

keep: install ## write the graphs of the project's own articles anew (ARTICLES=folder that holds their texts)
	@test -d '$(ARTICLES)' || { echo "say where the texts are: make keep ARTICLES=FOLDER" >&2; exit 2; }
	$(BIN)/python -m triples.keep '$(ARTICLES)'

calibrate: install ## count anew how sure each rule is (GOLD="texts with facts" KEPT="such texts that no rule was written with")
	$(BIN)/python -m triples.evaluation.calibrate --gold $(GOLD) --kept $(KEPT)
	$(BIN)/python docs/generate.py

answers: install ## write the answers of the example queries over the project's own articles anew
	$(BIN)/python -m server.answers

lock: install ## resolve pyproject.toml anew into requirements.lock
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	    --no-emit-trusted-host --no-emit-find-links --no-header --no-annotate -o requirements.lock pyproject.toml

clean: ## remove the environment, the dataset and what tools left
	rm -rf .venv store build dist node_modules server/static/built *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
