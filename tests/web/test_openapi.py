"""Schemathesis over the OpenAPI document: whatever it makes up, answers are as stated and nothing breaks.

Examples are few and always the same, so that the suite stays quick; `DATELINE_EXAMPLES=500` looks further.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import openapi
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from dateline.record import Record
from dateline.web.api.described import document
from dateline.web.app import create
from dateline.web.limits import Limits
from dateline.web.pages.api import router
from dateline.web.store import Store

EXAMPLES = int(os.environ.get("DATELINE_EXAMPLES", "12"))
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)


@pytest.fixture(scope="module")
def stated(coded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    """The document of a desk that stands on this machine, over a record that may be judged."""
    path = tmp_path_factory.mktemp("stated") / "news.db"
    with Record.open(coded, create=False) as source:
        source.backup(path)
    with Record.open(path, create=False) as record:
        store = Store.beside(record)
        app = create(record, store, allowed=Limits(rate=None))
        yield openapi.from_asgi("/api/v1/openapi.json", app, headers={"host": "localhost"})
        store.close()


ROUTES = sorted((method, path) for path, methods in document([router])["paths"].items() for method in methods)


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_every_route_answers_as_the_document_states(stated: schemathesis.BaseSchema, method: str, path: str) -> None:
    operation = stated[path][method]

    @given(case=operation.as_strategy())
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def answers(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS, headers={"host": "localhost"})

    answers()


def test_the_document_states_what_answers_are_made_of(client: TestClient) -> None:
    found = client.get("/api/v1/openapi.json").json()
    assert found["openapi"].startswith("3.1")
    schemas = found["components"]["schemas"]
    assert {"Claim", "Event", "Held", "Change", "Judged", "Problem"} <= set(schemas)
    assert "from" in schemas["Transfer"]["properties"]
    for path, operations in found["paths"].items():
        assert path.startswith("/api/v1")
        for operation in operations.values():
            assert operation["summary"]
            assert operation["description"]
            assert "default" in operation["responses"]
