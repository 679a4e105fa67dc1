# The only tool a newcomer needs: everything here works on a machine with Python 3.11 or newer, make, and the package index.

PYTHON ?= python3
VENV ?= .venv
RUN := $(VENV)/bin/
STAMP := $(VENV)/.installed
BENCH := $(VENV)/.bench
DATA ?= kg-demo
SOAK ?= 600
SEED ?= 1
COUNT ?= 250
GOLD ?= ../shared/data/knowledgenet/dev.jsonl

.PHONY: demo test wheel-test check fix eval confidence figures mutants bench soak relations lock clean

demo: $(STAMP)          ## build the bundled samples, validate, ask the queries, serve on :8000
	$(RUN)kg demo --data $(DATA)

test: $(STAMP)          ## all tests
	$(RUN)pytest -q -n auto --dist worksteal

wheel-test: $(STAMP)    ## the wheel, in clean environments: the lock's versions, then the newest (a warning; KG_REQUIRE_NEWEST=1: a failure)
	$(RUN)python -m tests.wheel $(VENV)/wheel-test

check: $(STAMP)         ## format, lint, types, layers, generated files
	$(RUN)ruff format --check kg tests
	$(RUN)ruff check kg tests
	$(RUN)mypy
	$(RUN)lint-imports
	$(RUN)python -m kg.make_terms --check
	$(RUN)python -m tests.eval.figures --check

fix: $(STAMP)           ## format, mend what can be mended, write the generated files
	$(RUN)ruff check --fix --exit-zero -q kg tests
	$(RUN)ruff format kg tests
	$(RUN)python -m kg.make_terms

eval: $(STAMP)          ## scores against the gold that is there; fails below tests/eval/floors.toml
	$(RUN)kg eval --floors tests/eval/floors.toml --data $(VENV)/eval
	$(RUN)python -m tests.eval.calibration --measure --floors tests/eval/floors.toml --data $(VENV)/eval

confidence: $(STAMP)    ## fits kg/confidence.toml anew on the open folds of the corpus, and tells how far it can be leant on
	$(RUN)python -m tests.eval.calibration --data $(VENV)/eval

figures: $(STAMP)       ## measures what is published with the data, the sealed fold too, and writes the table in README.md
	$(RUN)kg eval --floors tests/eval/floors.toml --data $(VENV)/eval --publish kg/quality.json
	$(RUN)kg eval --sealed tests/eval/corpus tests/eval/unread/claims.yaml --data $(VENV)/eval --publish kg/quality.json
	$(RUN)kg eval ../shared/gold/questions.yaml --data $(VENV)/eval --publish kg/quality.json
	$(RUN)python -m tests.eval.reading score --publish kg/quality.json
	$(RUN)python -m tests.eval.calibration --measure --sealed --data $(VENV)/eval --publish kg/quality.json
	$(RUN)python -m tests.eval.figures

mutants: $(STAMP)       ## puts COUNT small faults, drawn by SEED, into the modules that decide; prints those no test notices
	$(RUN)python -m tests.mutants --seed $(SEED) --count $(COUNT)

bench: $(BENCH)         ## ratios against a baseline, measured in one run; SHORT=1 takes small sizes
	$(RUN)python -m tests.bench $(if $(SHORT),--short)

soak: $(STAMP)          ## long runs: SOAK seconds of load, kills and switches; thousands of requests by the OpenAPI description; ten thousand graphs for both engines
	$(RUN)python -m tests.bench.soak --seconds $(SOAK)
	KG_SOAK=1 $(RUN)pytest -q tests/serve/test_openapi.py tests/validate/test_differential.py

relations: $(STAMP)     ## fit the relation classifier anew; GOLD is KnowledgeNet's dev.jsonl
	$(RUN)python -m kg.evaluate.relations $(GOLD)

lock: $(STAMP)          ## renew requirements.lock from pyproject.toml
	$(RUN)uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet \
		--all-extras --group dev pyproject.toml -o requirements.lock
	$(RUN)uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet \
		--group pyproject.toml:bench --constraint requirements.lock -o requirements-bench.lock

$(STAMP): requirements.lock pyproject.toml
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(RUN)python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(RUN)python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# what the benchmark compares with; nothing else needs it
$(BENCH): $(STAMP) requirements-bench.lock
	$(RUN)python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-bench.lock
	touch $@

clean:                  ## remove the environment, the demo's data and whatever make and its tools leave; not kg-data
	rm -rf $(VENV) $(DATA) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .schemathesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} + -o -name '*.py[cod]' -exec rm -f {} +
