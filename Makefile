# Portal SPBE Kabupaten Serang. Everything a newcomer needs: `make run` and `make test`; `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/sh

PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
TEST_DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/postgres
TEST_REDIS_URL ?= redis://127.0.0.1:6379/5
# More words for pytest: make test ARGS="tests/services -x"
ARGS ?=
# One process a core; a process that is done takes over what waits for another. PARALLEL= runs one after the other.
PARALLEL ?= -n auto --dist worksteal
# A dated name for what a soak run found.
EVIDENCE := docs/evidence/soak-$(shell date +%Y-%m-%d).txt

.PHONY: help bootstrap bootstrap-dev run test test-services check soak bench lock messages clean

help: ## list these targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-16s %s\n", $$1, $$2}'

bootstrap: ## make .venv from requirements.lock; instant when nothing changed
	@$(PYTHON) scripts/bootstrap.py

bootstrap-dev: ## the same, with the checking tools and playwright
	@$(PYTHON) scripts/bootstrap.py --dev

run: bootstrap ## start the portal with demo accounts at http://127.0.0.1:8000 (PORT=...)
	@PORT=$(PORT) exec $(BIN)/python scripts/serve.py

test: bootstrap ## the test suite on SQLite
	env -u TEST_DATABASE_URL -u TEST_REDIS_URL $(BIN)/python -m pytest $(PARALLEL) $(ARGS)

# The last test first, and Python without its asserts: neither order nor an assert may carry the portal.
test-services: bootstrap ## the same suite on PostgreSQL, Redis and a real Celery worker, in reverse and without asserts
	PYTHONOPTIMIZE=1 TEST_DATABASE_URL='$(TEST_DATABASE_URL)' TEST_REDIS_URL='$(TEST_REDIS_URL)' \
		$(BIN)/python -m pytest $(PARALLEL) --reverse $(ARGS)

check: bootstrap-dev ## style, types, import contracts, migrations, translations, locks, full coverage of the definition
	@$(BIN)/python scripts/check.py

soak: bootstrap ## long runs with really killed processes; writes docs/evidence/
	@mkdir -p docs/evidence
	TEST_DATABASE_URL='$(TEST_DATABASE_URL)' TEST_REDIS_URL='$(TEST_REDIS_URL)' \
		$(BIN)/python scripts/record.py $(EVIDENCE) $(BIN)/python -m pytest -m soak tests/soak -s $(ARGS)

bench: bootstrap ## measure beside plain equivalents, as ratios; writes bench/results/
	$(BIN)/python -m bench.form_cleaning
	$(BIN)/python -m bench.typesetting

lock: bootstrap-dev ## resolve requirements*.txt into the hashed locks (ARGS=--upgrade for newer versions)
	$(BIN)/python scripts/lock.py $(ARGS)

messages: bootstrap ## collect and compile the translations (needs gettext)
	$(BIN)/python manage.py makemessages --locale en --no-location --no-wrap --ignore .venv --ignore tests
	$(BIN)/python manage.py compilemessages --ignore .venv

clean: ## remove .venv, caches and the demo's data (var/)
	rm -rf .venv .cache .ruff_cache .import_linter_cache var
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
