# `make run` opens the portal, `make test` tests it. All the rest is in bin/.

# A Python that Sanduq is tested with, else any: bin/setup.py says what is wrong with it.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && exit; \
	done; echo python3)
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.PHONY: run setup test test-fast test-all check messages lock

run:
	@$(PYTHON) bin/run.py --with-parent

setup:
	@$(PYTHON) bin/setup.py

test:
	@$(PYTHON) bin/test.py -- -n 3 -m "not wide"

test-fast:
	@$(PYTHON) bin/test.py --no-browser -- -n 2 -m "not wide and not browser and not thorough"

test-all:
	@$(PYTHON) bin/test.py -- -n 2

check:
	@$(PYTHON) bin/check.py

messages:
	@$(PYTHON) bin/setup.py --dev
	@.venv/bin/python bin/catalogues.py update

# Needs uv. Raise versions with: make lock UPGRADE=--upgrade
lock:
	$(LOCK) $(UPGRADE) pyproject.toml -o requirements.txt
	$(LOCK) $(UPGRADE) pyproject.toml --group local -c requirements.txt -o requirements-local.txt
	$(LOCK) $(UPGRADE) pyproject.toml --group local --group dev -c requirements-local.txt -o requirements-dev.txt
	$(LOCK) $(UPGRADE) --group node -o requirements-node.txt
