# Everything a developer does here, one word each. `make` lists the words.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=
VENV := .venv/bin

# Settings as in production, for the checks that must not look at this copy's .env.
PRODUCTION := env -u DATABASE_URL -u CACHE_URL -u DEBUG ENV_FILE=/dev/null \
	SECRET_KEY=a-key-of-fifty-and-more-characters-that-guards-nothing-0123456789 SITE_URL=https://www.example.org

.DEFAULT_GOAL := help
.PHONY: help run dev test check e2e bench guide messages requirements clean environment node \
	lint types layers templates migrations deploy static catalogues dependencies
export PORT

help: ## list the targets
	@echo 'make TARGET'
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## set everything up from nothing and serve the site (PORT=8000)
	@$(PYTHON) bin/run.py

dev: environment ## serve with DEBUG and reloading, for work on the code (PORT=8000)
	DEBUG=true SITE_URL=http://127.0.0.1:$(PORT) $(VENV)/python manage.py runserver 127.0.0.1:$(PORT)

test: environment ## run the tests, on SQLite or on TEST_DATABASE_URL (ARGS='-k word')
	$(VENV)/python -m pytest tests --ignore=tests/e2e -n auto $(ARGS)

check: lint types layers templates migrations deploy static catalogues dependencies ## hold the code to its rules

e2e: environment node ## run the tests in a real browser (ARGS='-k word')
	@bin/need chromium chromium fonts-noto-cjk
	$(VENV)/python -m pytest tests/e2e -n auto --dist loadfile $(ARGS)

bench: environment ## measure pages at 100 and at 10,000 profiles, on SQLite and on TEST_DATABASE_URL
	$(VENV)/python bin/bench.py

guide: environment ## take the pictures of the editors' guide anew
	@bin/need chromium chromium fonts-noto-cjk
	$(VENV)/python bin/guide_pictures.py

messages: environment ## bring the translations in locale/ up to date with the sources
	@bin/need xgettext gettext
	$(VENV)/python bin/catalogues.py update

requirements: environment ## pin anew what requirements*.in ask for
	$(VENV)/python -m pip install --quiet pip-tools
	$(VENV)/pip-compile --quiet --upgrade --strip-extras --no-emit-index-url --no-emit-find-links requirements.in
	$(VENV)/pip-compile --quiet --upgrade --strip-extras --no-emit-index-url --no-emit-find-links requirements-dev.in

clean: ## remove what the other targets made, but neither the database nor uploads nor .env
	rm -rf .venv var/static .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache \
		tests/e2e/node_modules test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The parts of check, each to be run alone as well.

environment:
	@$(PYTHON) bin/environment.py requirements-dev.txt

node: tests/e2e/node_modules/.package-lock.json

tests/e2e/node_modules/.package-lock.json: tests/e2e/package-lock.json
	@bin/need npm nodejs npm
	npm ci --prefix tests/e2e --no-audit --no-fund
	@touch $@

lint: environment
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .

types: environment
	$(VENV)/mypy

layers: environment
	$(VENV)/lint-imports

templates: environment
	find templates -name '*.html' -print0 | xargs -0 $(VENV)/djade --target-version 5.2 --check

migrations: environment
	$(PRODUCTION) $(VENV)/python manage.py makemigrations --check --dry-run

deploy: environment
	$(PRODUCTION) $(VENV)/python manage.py check --deploy --fail-level WARNING

static: environment
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT \
		&& $(PRODUCTION) STATIC_ROOT="$$folder" $(VENV)/python manage.py collectstatic --noinput | tail -1

catalogues: environment
	@bin/need xgettext gettext
	$(VENV)/python bin/catalogues.py check

dependencies: environment
	$(VENV)/deptry .
