# Marler Weg: `make run` starts the demo town, `make test` proves that it works.
# Needed are Python 3.11 or newer and make; everything else is fetched by exact version and hash.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup assets run test check style types borders licences migrations suite backup restore lock clean preflight always

PYTHON ?= $(shell for p in python3.11 python3 python; do $$p -c '' 2>/dev/null && echo $$p && break; done)
PORT ?= 8000
VAR := $(or $(MARLERWEG_VAR),var)
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
STEP := $(PYTHON) tools/step.py
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadgroup -q

# Where the machine has no Node, a Python package brings it into the environment's own bin.
NODE := $(shell command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 && echo there)
WITH_NODE := $(if $(NODE),,requirements/node.txt)
export PATH := $(CURDIR)/$(BIN):$(PATH)

# An environment that can develop can also run: it is never stripped down again.
LEVEL := $(if $(wildcard $(STAMPS)/dev*),dev,base)
ENVIRONMENT := $(STAMPS)/$(LEVEL)$(if $(NODE),,-node)
DEVELOPMENT := $(STAMPS)/dev$(if $(NODE),,-node)
READY = $(STAMPS)/texts $(VAR)/.stamps/frontend

help: ## Diese Übersicht
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

run: PREFLIGHT_PORT := $(PORT)
run: export MARLERWEG_DEMO ?= 1
run: export MARLERWEG_ADDRESS ?= http://localhost:$(PORT)
run: preflight $(ENVIRONMENT) $(READY) $(VAR)/.stamps/static $(VAR)/.stamps/tables $(VAR)/.stamps/town ## Die Demostadt starten: http://localhost:8000 (anders: PORT=8001)
	@cat $(VAR)/anmeldungen.txt 2>/dev/null || true
	@exec $(MANAGE) serve --port $(PORT)

setup: preflight $(DEVELOPMENT) $(READY) ## Alles zum Entwickeln einrichten, ohne zu starten

assets: preflight $(ENVIRONMENT) $(READY) $(VAR)/.stamps/static ## Nur einrichten, für den Betrieb: Pakete, Übersetzungen, Dateien für den Browser

test: setup style types borders licences migrations suite ## Alles prüfen, Wege im Browser eingeschlossen

check: setup style types borders migrations ## Das Wichtigste in unter zwei Minuten, ohne Browser und ohne langsame Tests
	@$(PYTEST) -m "not browser and not slow" $(PYTEST_ARGS)

suite: $(DEVELOPMENT) $(READY)
	@$(PYTEST) $(PYTEST_ARGS)

style: $(DEVELOPMENT)
	@$(STEP) "Stil" $(BIN)/ruff check --quiet
	@$(STEP) "Form" $(BIN)/ruff format --check --quiet

types: $(DEVELOPMENT)
	@$(STEP) "Typen" $(BIN)/mypy

borders: $(DEVELOPMENT)
	@$(STEP) "Grenzen zwischen den Räumen" $(BIN)/lint-imports

licences: $(DEVELOPMENT)
	@$(if $(wildcard LICENSES),$(STEP) "Lizenzen" $(BIN)/reuse lint --quiet,true)

migrations: export MARLERWEG_DEMO ?= 1
migrations: $(DEVELOPMENT)
	@$(STEP) "Tabellen und Modelle passen zusammen" $(MANAGE) makemigrations --check --dry-run

backup: export MARLERWEG_DEMO ?= 1
backup: $(ENVIRONMENT) ## Sichern: make backup TO=ordner KEY=schlüsseldatei (ohne Angabe: var/backups, wie eingestellt)
	@$(MANAGE) backup $(TO) $(if $(KEY),--key $(KEY))

restore: export MARLERWEG_DEMO ?= 1
restore: $(ENVIRONMENT) ## Zurückspielen: make restore FILE=sicherung KEY=schlüsseldatei
	@$(MANAGE) restore $(FILE) $(if $(KEY),--key $(KEY))
	@rm -f $(VAR)/.stamps/tables

lock: $(STAMPS)/uv ## Abhängigkeiten neu auflösen, mit Prüfsummen, ohne Adresse einer Paketquelle (UPGRADE=--upgrade)
	@for f in base dev node; do $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links $(UPGRADE) \
	  requirements/$$f.in -o requirements/$$f.txt || exit 1; done

clean: ## Umgebung und Zwischenstände entfernen; die Daten in var/ bleiben
	@rm -rf $(VENV) node_modules $(VAR)/.stamps $(VAR)/static $(VAR)/frontend

preflight:
	@test -n "$(PYTHON)" && command -v $(PYTHON) >/dev/null || { echo "✗ Python fehlt: Bitte Python 3.11 oder neuer installieren." >&2; exit 1; }
	@$(PYTHON) tools/preflight.py $(PREFLIGHT_PORT)

$(STAMPS)/uv: requirements/dev.txt | preflight
	@test -x $(BIN)/python || $(STEP) "Python-Umgebung" $(PYTHON) -m venv $(VENV)
	@$(STEP) "Paketwerkzeug uv" $(PYTHON) tools/install_uv.py $(BIN)/python requirements/dev.txt
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/base $(STAMPS)/base-node: requirements/base.txt $(WITH_NODE) | $(STAMPS)/uv
	@test -e $(DEVELOPMENT) || $(STEP) "Pakete" $(BIN)/uv pip sync --require-hashes --only-binary :all: $^
	@touch $@

$(STAMPS)/dev $(STAMPS)/dev-node: requirements/dev.txt $(WITH_NODE) | $(STAMPS)/uv
	@$(STEP) "Pakete zum Entwickeln" $(BIN)/uv pip sync --require-hashes $^
	@touch $@

$(STAMPS)/texts: export MARLERWEG_DEMO ?= 1
$(STAMPS)/texts: $(wildcard marlerweg/locale/*/LC_MESSAGES/*.po) | $(ENVIRONMENT)
	@$(STEP) "Übersetzungen" $(MANAGE) texts compile
	@touch $@

node_modules/.stamp: package-lock.json .npmrc | $(ENVIRONMENT)
	@$(STEP) "Gestaltung, Schriften, Karte" npm ci --loglevel=error
	@touch $@

$(VAR)/.stamps/frontend: export MARLERWEG_DEMO ?= 1
$(VAR)/.stamps/frontend: node_modules/.stamp marlerweg/ui/management/commands/gather_frontend.py
	@$(STEP) "Gestaltung einsammeln" $(MANAGE) gather_frontend
	@mkdir -p $(@D) && touch $@

$(VAR)/.stamps/static: export MARLERWEG_DEMO ?= 1
$(VAR)/.stamps/static: $(VAR)/.stamps/frontend $(shell find marlerweg -path '*/static/*' -type f 2>/dev/null)
	@$(STEP) "Dateien für den Browser" $(MANAGE) collectstatic --noinput --clear --verbosity 0
	@touch $@

# Only the embedded database can be seen to be there still; another one is asked at every start.
ASK_DATABASE := $(if $(DATABASE_URL),always,$(if $(wildcard $(VAR)/marlerweg.sqlite3),,always))
TOWN_COMMANDS := $(wildcard marlerweg/*/management/commands/load_place.py marlerweg/*/management/commands/demo_town.py)

$(VAR)/.stamps/tables: $(ASK_DATABASE) $(wildcard marlerweg/*/migrations/*.py marlerweg/*/*/migrations/*.py) $(ENVIRONMENT)
	@$(STEP) "Datenbank auf Stand bringen" $(MANAGE) upgrade
	@mkdir -p $(@D) && touch $@

$(VAR)/.stamps/town: $(ASK_DATABASE) $(TOWN_COMMANDS) $(shell find places/marl -type f 2>/dev/null) | $(VAR)/.stamps/tables
	@test -z "$(filter %load_place.py,$(TOWN_COMMANDS))" || $(STEP) "Marl: Stadtteile, Themen, Werte, Träger" $(MANAGE) load_place places/marl
	@test -z "$(filter %demo_town.py,$(TOWN_COMMANDS))" || $(STEP) "Demostadt" $(MANAGE) demo_town
	@test -z "$(filter %demo_town.py,$(TOWN_COMMANDS))" || $(MANAGE) sign_ins > $(VAR)/anmeldungen.txt
	@touch $@
