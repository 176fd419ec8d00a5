# make demo: open a desk with the people and talks of an invented firm, and say where.
# make test: lint, types, floors, tests. Needs a POSIX shell, make and Python 3.12 or newer.

.POSIX:
.SUFFIXES:

BIN = .venv/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet

demo: .venv/ready-to-run
	$(BIN)/ridealong demo --data out/demo

install: .venv/ready-to-run
	@echo "Ready: $(BIN)/ridealong --help"

# What asks the database most runs a second time, on a PostgreSQL server that is started for it:
# every address for everybody, lists and search, calls and sheets that come in, jobs, briefs.
ON_BOTH = tests/web/people/test_matrix.py tests/web/people/test_policy.py tests/web/jobs/test_lease.py \
	tests/web/jobs/test_sweep.py tests/web/jobs/test_jobs_page.py tests/web/calls/lists \
	tests/web/calls/test_take_in.py tests/web/calls/keeping tests/web/pipeline/incoming \
	tests/web/desk tests/web/coaching/talks tests/web/audit

test: lint types floors
	$(BIN)/pytest -n auto --dist worksteal
	RIDEALONG_TEST_ON=postgresql $(BIN)/pytest -n auto --dist worksteal -m "not slow" $(ON_BOTH)

# All of the desk's tests on PostgreSQL.
test-postgresql: .venv/ready-to-test
	RIDEALONG_TEST_ON=postgresql $(BIN)/pytest -n auto --dist worksteal tests/web

lint: .venv/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready-to-test
	RIDEALONG_DATA=build/desk $(BIN)/mypy

floors: .venv/ready-to-test
	$(BIN)/lint-imports --no-cache

# The pages of docs/ that are made from the code.
docs: .venv/ready-to-test
	$(BIN)/python tools/make_docs.py

bench: .venv/ready-to-test
	$(BIN)/python -m benchmarks

# The taggers anew: CORPORA holds the licensed corpora, TRAINING_PYTHON what
# training/requirements.txt names. About two hours on two cores.
CORPORA = ../shared/training
TRAINING_PYTHON = .venv-train/bin/python
train: .venv/ready-to-test
	$(BIN)/python -m training --corpora $(CORPORA) --python $(TRAINING_PYTHON)

# New pins after a change of the dependencies; needs uv.
lock:
	$(COMPILE) pyproject.toml requirements/build.in -o requirements/run.txt
	$(COMPILE) pyproject.toml requirements/build.in requirements/dev.in -o requirements/dev.txt

COMPILE = uv pip compile --quiet --upgrade --generate-hashes --universal \
	--python-version 3.12 --no-header --no-annotate

clean:
	rm -rf .venv out build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/ready-to-run: requirements/run.txt pyproject.toml tools/find-python
	@python=$$(sh tools/find-python) && "$$python" -m venv --clear .venv
	$(PIP) install --require-hashes --requirement requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-to-test: .venv/ready-to-run requirements/dev.txt
	$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@

.PHONY: demo install test test-postgresql lint types floors docs bench train lock clean
