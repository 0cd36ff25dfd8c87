"""Makes the plugin available to the sessions that the tests run, without installing the package."""

from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parent.parent / "src"

pytest_plugins = ["pytester"]


@pytest.fixture(autouse=True)
def plugin_on_path(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(SOURCES))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
