"""Starts openai-edge-mock and gives each test a namespace of its own."""

from .control import MockError, Namespace
from .server import Server, start_server

__all__ = ["MockError", "Namespace", "Server", "start_server"]
