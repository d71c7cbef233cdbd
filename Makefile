# Two commands do everything: `make run` and `make test`. The others are their parts.
UV_VERSION := 0.13.9
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --frozen --no-sync
export UV_PYTHON_PREFERENCE ?= only-system

.PHONY: run .setup-run setup test check format doctor bench train-coder messages screens clean

run: .setup-run
	@$(RUN) alongside run

.setup-run: $(UV)
	@$(UV) sync --frozen --inexact --no-dev --quiet
	@$(RUN) alongside train
	@$(RUN) alongside db upgrade

setup: $(UV)
	@$(UV) sync --frozen --quiet
	@$(RUN) alongside train

test: setup check
	@$(RUN) pytest -n auto --maxprocesses 4

check: $(UV)
	@$(UV) sync --frozen --quiet
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@$(RUN) lint-imports
	@$(RUN) alongside content check --quick

format: $(UV)
	@$(RUN) ruff check --fix .
	@$(RUN) ruff format .

doctor: $(UV)
	@$(RUN) alongside doctor

bench: setup
	@$(RUN) python -m bench.run

# The detector is trained in an environment of its own (Python 3.11, torch for CPU).
# ORGANISATION=corpus.jsonl: a file of the desk's Exports page, to learn from as well.
train-coder:
	@sh training/setup.sh
	@PYTHONPATH=. OMP_NUM_THREADS=2 training/.venv/bin/python -m \
		$(if $(ORGANISATION),training.with_reviews "$(ORGANISATION)",training.train)
	@$(MAKE) setup

# The screens of docs/trainee.md and docs/supervisor.md, taken anew; needs a Chromium on the machine.
screens: setup
	@$(RUN) python -m tests.screens docs/images/trainee
	@$(RUN) python -m tests.screens.desk docs/images/supervisor

# The catalogues of interface texts, for translators.
messages: $(UV)
	@$(RUN) python -m tools.messages

.tools/bin/uv:
	@echo "Getting uv $(UV_VERSION) ..."
	@python3 -m venv .tools
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"

clean:
	rm -rf .venv .tools models .rasa .mypy_cache .ruff_cache .pytest_cache
