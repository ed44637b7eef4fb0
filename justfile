# The developer's commands. `just` alone lists them.

set dotenv-load := false

[private]
default:
    @just --list --unsorted

# Make the environment: locked versions, the lexicon compiled.
setup:
    uv sync --group dev

# Run the tests; `just test tests/stages` for some.
test *args:
    uv run python -m pytest {{ args }}

# What a change must pass besides the tests: style, types, direction of imports, the generated pages.
check:
    uv run ruff format --check src tests
    uv run ruff check src tests
    uv run mypy
    uv run lint-imports
    uv run python tools/generate.py --check

# Read one case or report to the end and show its claims; `just case examples/2023-09-13-vostochny.txt`.
case path *args:
    uv run dateline read {{ path }} {{ args }}

# Begin a new piece: `just new export parquet`, `just new output rss`, `just new intake rss`, `just new command watch`, `just new case stage/name`.
new kind name:
    uv run python tools/new.py {{ kind }} {{ name }}

# Measure against gold data and hold the figures against the floors.
score *names:
    uv run dateline score --gold ../shared/gold {{ names }}

# Measure speed, the cold start, workers, memory and length; `just bench ratio cold` for some (`tools/bench.py` says more).
bench *args:
    uv run python tools/bench.py {{ args }}

# Look at the outcome of reading the examples as a page, at http://localhost:8000.
serve:
    mkdir -p .cache/site
    uv run dateline read examples/*.txt --format html > .cache/site/index.html
    uv run python -m http.server --directory .cache/site 8000

# Write the generated pages of docs/ anew.
docs:
    uv run python tools/generate.py
