# Vestnik: `make demo` shows it, `make test` proves it. Everything else is listed by `make help`.

PYTHON ?= python3
PORT ?= 8000

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
TEMPLATES = find templates home news plans search site demo -name '*.html'
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile -q --no-emit-index-url --no-emit-find-links \
	--no-emit-trusted-host --no-emit-options --generate-hashes --strip-extras --allow-unsafe

export PYTHONPATH := .:site
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test import-score search-score bench openapi http-examples api-fuzz lint format lock clean venv venv-dev \
	lint-code lint-format lint-types lint-imports lint-migrations lint-templates lint-settings

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

demo: venv ## show the demo town on http://127.0.0.1:8000 (PORT= for another)
	@DEBUG=false BASE_URL=http://127.0.0.1:$(PORT) $(MANAGE) serve_demo --port $(PORT)

test: venv-dev ## checks, then all tests on PostgreSQL, on SQLite and in Chromium
	@$(BIN)/python -m tests.machine

import-score: venv-dev ## how well documents are understood, in figures; VERBOSE=1 names every miss
	@$(BIN)/python -m tests.plans.importing.score $(if $(VERBOSE),--verbose)

search-score: venv-dev ## how well the search finds what visitors type, on both databases, in figures
	@$(BIN)/python -m tests.search.score

bench: venv-dev ## time of hashtag pages, search and suggestions at 1 000, 10 000 and 100 000 entries (SIZES= for others), of the desks at 20 000 reports
	@$(BIN)/python -m tests.bench $(SIZES)

openapi: venv-dev ## write docs/openapi.json again after a change of the API
	@DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) openapi > docs/openapi.json.new && mv docs/openapi.json.new docs/openapi.json

http-examples: venv-dev ## write docs/http-examples again after a change of the API
	@RENEW_HTTP_EXAMPLES=1 $(BIN)/pytest -q -n 0 tests/restapi/test_http_examples.py

api-fuzz: venv-dev ## ask the API all that its document allows and forbids, EXAMPLES=200 times each operation
	@API_FUZZ_EXAMPLES=$(or $(EXAMPLES),200) $(BIN)/pytest tests/restapi/test_schemathesis.py -m api_fuzz -q

lint: lint-code lint-format lint-types lint-imports lint-migrations lint-templates lint-settings ## the checks alone

lint-code: venv-dev
	$(BIN)/ruff check .

lint-format: venv-dev
	$(BIN)/ruff format --check .

lint-types: venv-dev
	$(BIN)/mypy

lint-imports: venv-dev
	$(BIN)/lint-imports --no-logo

lint-migrations: venv-dev
	DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) makemigrations --check --dry-run

lint-templates: venv-dev
	$(TEMPLATES) -print0 | xargs -0 -r $(BIN)/djhtml --check
	$(TEMPLATES) -print0 | xargs -0 -r $(BIN)/djade --check --target-version 5.2

lint-settings: venv-dev
	DJANGO_SETTINGS_MODULE=config.settings.production DATABASE_URL=postgres://localhost/vestnik \
	ALLOWED_HOSTS=vestnik.example BASE_URL=https://vestnik.example \
	SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))')" \
	$(MANAGE) check --deploy --fail-level WARNING

format: venv-dev ## put code and templates in order
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .
	$(TEMPLATES) -print0 | xargs -0 -r $(BIN)/djade --target-version 5.2 || true
	$(TEMPLATES) -print0 | xargs -0 -r $(BIN)/djhtml || true

lock: venv-dev ## make the lock files again from pyproject.toml; UPGRADE=1 takes newer versions
	$(COMPILE) $(if $(UPGRADE),--upgrade) -o requirements.lock pyproject.toml
	$(COMPILE) $(if $(UPGRADE),--upgrade) --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

clean: ## remove everything made, the demo's data too
	rm -rf .venv var dist build .hypothesis .*_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

venv:
	@PYTHON="$(PYTHON)" .ci/venv requirements.lock

venv-dev:
	@PYTHON="$(PYTHON)" .ci/venv requirements.lock requirements-dev.lock
