"""What the tests of the desk share: a record of a few reports in our own words, and a browser without a window."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from dateline import coder
from dateline.model.kit import Kit
from dateline.record import Record
from dateline.web import limits
from dateline.web.app import create
from dateline.web.store import Store

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def coded(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a record that holds the reports of examples/ and those of reports.jsonl beside this file."""
    path = tmp_path_factory.mktemp("desk") / "news.db"
    with Record(path) as record:
        list(coder.code([str(ROOT / "examples"), str(Path(__file__).parent / "reports.jsonl")], record, lambda: kit))
    return path


@pytest.fixture
def record(coded: Path, tmp_path: Path) -> Iterator[Record]:
    """A record of its own for each test, with what `coded` holds."""
    with Record.open(coded, create=False) as source:
        source.backup(tmp_path / "news.db")
    limits.within(None)  # a test that asked without a request may have left its own time behind
    with Record.open(tmp_path / "news.db", create=False) as record:
        yield record


@pytest.fixture
def store(record: Record) -> Iterator[Store]:
    """The desk's own file."""
    store = Store.beside(record)
    yield store
    store.close()


@pytest.fixture
def app(record: Record, store: Store) -> FastAPI:
    """A desk on this machine alone, on the day after the newest of its reports."""
    return create(record, store, today=lambda: date(2024, 3, 15))


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """Somebody at that desk, not handed on by redirects."""
    return TestClient(app, base_url="http://localhost", follow_redirects=False)


@pytest.fixture
def token() -> Callable[[TestClient], str]:
    """Tells the CSRF token of the forms that a reader sees."""

    def told(client: TestClient) -> str:
        found = re.search(r'name="csrf" value="(\w+)"', client.get("/login").text)
        assert found is not None
        return found[1]

    return told
