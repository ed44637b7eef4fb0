"""Every page that stands in the navigation answers, as HTML and as JSON."""

from __future__ import annotations

from starlette.testclient import TestClient

from dateline.web.answering import navigation


def test_every_page_of_the_navigation_answers_people_and_programs(client: TestClient) -> None:
    for page in navigation():
        assert client.get(page.path).headers["content-type"] == "text/html; charset=utf-8", page.path
        assert client.get(page.path, headers={"accept": "application/json"}).json() is not None, page.path
