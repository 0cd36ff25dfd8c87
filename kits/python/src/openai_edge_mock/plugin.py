"""pytest fixtures.

``openai_mock`` gives each test a namespace of its own, sets ``OPENAI_BASE_URL`` and ``OPENAI_API_KEY``, and resets the
namespace afterwards. The report of a failed test lists the requests that the mock received.
"""

import json
import re
import uuid

import pytest

from .control import MockError, Namespace
from .server import start_server

MAX_REPORTED_REQUESTS = 20
MAX_REPORTED_CHARACTERS = 2_000
_NAMESPACE = pytest.StashKey()


def pytest_addoption(parser):
    group = parser.getgroup("openai-edge-mock")
    group.addoption("--openai-mock-url", help="URL of a running mock (default: start one)")
    group.addoption("--openai-mock-image", help="container image of the mock to run with docker")
    group.addoption("--openai-mock-command", help="command that serves the mock on the port in the variable PORT")


@pytest.fixture(scope="session")
def openai_mock_server(pytestconfig):
    """A mock that runs for the whole session."""
    server = start_server(
        url=pytestconfig.getoption("openai_mock_url"),
        image=pytestconfig.getoption("openai_mock_image"),
        command=pytestconfig.getoption("openai_mock_command"),
    )
    yield server
    server.stop()


@pytest.fixture
def openai_mock(openai_mock_server, request, monkeypatch):
    """The namespace of one test."""
    # The prefix t- marks a namespace of a test, which may be written without a token.
    name = re.sub(r"[^A-Za-z0-9_]+", "-", request.node.name)[:40].strip("-")
    namespace = Namespace(openai_mock_server.url, f"t-{name}-{uuid.uuid4().hex[:8]}")
    monkeypatch.setenv("OPENAI_BASE_URL", namespace.base_url)
    monkeypatch.setenv("OPENAI_API_KEY", namespace.api_key)
    request.node.stash[_NAMESPACE] = namespace
    yield namespace
    namespace.reset()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    namespace = item.stash.get(_NAMESPACE, None)
    if namespace is not None and report.when == "call" and report.failed:
        report.sections.append(("openai-edge-mock", _describe(namespace)))


def _describe(namespace):
    """Lists the requests of a namespace, oldest first, with the reason of each response."""
    try:
        entries = namespace.requests(limit=MAX_REPORTED_REQUESTS)
    except MockError as error:
        return f"The requests of namespace {namespace.name} cannot be read: {error}"
    if not entries:
        return f"Namespace {namespace.name} received no requests. Does the client use {namespace.base_url}?"
    blocks = [json.dumps(entry, indent=2, ensure_ascii=False)[:MAX_REPORTED_CHARACTERS] for entry in reversed(entries)]
    return "\n".join([f"{len(entries)} requests in namespace {namespace.name}:", *blocks])
