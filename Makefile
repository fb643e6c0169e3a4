# Everything that one types here sets up what it needs first. `make run` and `make test` need Python 3.11 or newer.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode
BUNDLE := $(wildcard graph/ui/network/src/*) graph/ui/network/package-lock.json graph/ui/network/build.mjs hatch_build.py pyproject.toml

.PHONY: run test check bench soak docs pictures lock clean

run: $(VENV)/run.done
	$(BIN)/despite load --starter > /dev/null
	$(BIN)/despite serve

test: $(VENV)/test.done
	$(BIN)/python -m tests.machine
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m docs.generate --check

bench: $(VENV)/test.done
	$(BIN)/python -m bench

soak: $(VENV)/test.done
	$(BIN)/python -m tests.machine
	$(BIN)/python -m pytest -m slow -n 2 --dist loadfile

docs: $(VENV)/test.done
	$(BIN)/python -m docs.generate

pictures: $(VENV)/test.done
	$(BIN)/python -m docs.pictures

lock: $(VENV)/uv.done
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra dev --extra py2neo pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis graph/ui/network/static graph/ui/network/node_modules

$(VENV)/uv.done:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "despite needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; try: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	@touch $@

$(VENV)/run.done: $(VENV)/uv.done requirements.lock $(BUNDLE)
	$(UV) --require-hashes -r requirements.lock
	$(UV) --no-deps -e .
	@touch $@

$(VENV)/test.done: $(VENV)/uv.done requirements-dev.lock $(BUNDLE)
	$(UV) --require-hashes -r requirements-dev.lock
	$(UV) --no-deps -e .
	@touch $@ $(VENV)/run.done
