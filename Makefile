# The commands of this project. Needed: Python 3.11 or newer, make, git.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run setup test check bench drill screenshots demo messages reset bom advisories lock

# The system's own Python first: distributions build theirs with profile-guided optimisation, a fifth and more faster
# than one compiled without.
PYTHON ?= $(shell for p in /usr/bin/python3.13 /usr/bin/python3.12 /usr/bin/python3.11 /usr/bin/python3 \
	python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
# Each of the hundreds of processes a test run starts would compile the same modules again.
unexport PYTHONDONTWRITEBYTECODE
JOBS ?= 2
TESTS ?= tests

help: ## This list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

run: .environment ## Set up what is missing, start everything, print the address and who can sign in (PORT, ISKAN_DATA_DIR)
	@exec $(BIN)/iskan run

setup: .environment ## The set-up alone; leaves .venv/bin/iskan
	@$(BIN)/iskan setup

test: .development ## Every test, the browser's too, on PostgreSQL (TESTS=tests/core for a part; CI=true for coverage)
	@$(BIN)/iskan setup --assets
	@$(BIN)/python scripts/chromium.py
	@$(BIN)/python -m pytest $(TESTS) -n $(JOBS) --dist loadscope $(if $(CI),--cov --cov-report=)
	@if [ -n "$(CI)" ] && [ "$(TESTS)" = tests ]; then $(BIN)/python scripts/coverage_floors.py; fi

check: .development ## Linters, types, contracts, templates, translations, deployment settings
	@$(BIN)/python scripts/check.py

bench: .development ## The load run; its table is docs/performance.md (CASES=20000 for a smaller one)
	@$(BIN)/iskan setup --assets && $(BIN)/iskan setup --static && $(BIN)/python -m tests.bench $(if $(CASES),--people $(CASES) --cases $(CASES))

drill: .python ## Fail over and switch over under load, and count what was lost (SIZE=small; docs/operations/failover.md)
	@$(PYTHON) scripts/bootstrap.py dev pip-oldest pip-newest drill
	@$(BIN)/iskan setup --assets && $(BIN)/iskan setup --static && $(BIN)/python -m tests.drill --size $(or $(SIZE),full) $(if $(CI),--may-be-absent)

screenshots: .development ## The pictures of the README
	@$(BIN)/iskan setup --assets && $(BIN)/python scripts/chromium.py && $(BIN)/python -m tests.browser.screenshots

demo: .environment ## Load many people and cases (PEOPLE=20000 CASES=20000 SEED=1)
	@$(BIN)/iskan demo load --people $(or $(PEOPLE),20000) --cases $(or $(CASES),20000) --seed $(or $(SEED),1)

messages: .development ## Bring the catalogue of interface words up to date with the sources
	@$(BIN)/python scripts/messages.py update

reset: .environment ## Stop the system and wipe its data
	@$(BIN)/iskan reset

bom: .development ## The software bill of materials: build/iskan.cdx.json (CycloneDX)
	@$(BIN)/python scripts/bill_of_materials.py write build/iskan.cdx.json && echo build/iskan.cdx.json

advisories: .python ## Ask for known advisories about what the locks name (needs a network)
	@$(PYTHON) scripts/bootstrap.py dev audit && $(BIN)/python scripts/bill_of_materials.py advisories

lock: .development ## Write the requirement files anew from their .in files
	@cd requirements && for set in runtime dev audit node pip-oldest pip-newest drill; do ../$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --no-emit-index-url $$set.in --output-file $$set.txt; done

.PHONY: .python .environment .development
.python:
	@test -n "$(PYTHON)" || { echo "iskan needs Python 3.11 or newer with its venv module (on Debian: apt-get install python3-venv), and none was found. Install it, or say: make PYTHON=/path/to/python3.12 …"; exit 1; }

.environment: .python
	@$(PYTHON) scripts/bootstrap.py

.development: .python
	@$(PYTHON) scripts/bootstrap.py dev pip-oldest pip-newest
