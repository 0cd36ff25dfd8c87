"""Starts a mock, or uses a running one."""

import os
import shlex
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

from .control import MockError

#: Seconds until a started mock must answer. An image or a package may have to be downloaded first.
START_SECONDS = 120
POLL_SECONDS = 0.05
STOP_SECONDS = 5


class Server:
    """A mock that answers at ``url``, such as ``http://127.0.0.1:4010``."""

    def __init__(self, url, process=None, log=None):
        self.url = url.rstrip("/")
        self._process = process
        self._log = log

    def stop(self):
        """Stops the process, if this server was started here."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()


def start_server(url=None, image=None, command=None):
    """Returns a running mock.

    :param url: URL of a running mock; nothing is started. Defaults to the variable ``OPENAI_MOCK_URL``.
    :param image: container image to run with ``docker``. Defaults to ``OPENAI_MOCK_IMAGE``.
    :param command: command that serves the mock on the port in the variable ``PORT``. Defaults to
        ``OPENAI_MOCK_COMMAND``, then to ``npx --yes openai-edge-mock``.
    :raises MockError: if the mock does not answer
    """
    url = url or os.environ.get("OPENAI_MOCK_URL")
    if url:
        server = Server(url)
        _wait_until_ready(server.url, None, None)
        return server
    image = image or os.environ.get("OPENAI_MOCK_IMAGE")
    command = command or os.environ.get("OPENAI_MOCK_COMMAND") or "npx --yes openai-edge-mock"
    port = _free_port()
    arguments = ["docker", "run", "--rm", "-p", f"127.0.0.1:{port}:4010", image] if image else shlex.split(command)
    environment = dict(os.environ, PORT=str(port), HOST="127.0.0.1")
    if image:
        # A container listens beyond loopback, so writing needs a token.
        token = os.environ.setdefault("MOCK_ADMIN_TOKEN", os.urandom(24).hex())
        arguments[3:3] = ["-e", f"MOCK_ADMIN_TOKEN={token}"]
    log = tempfile.TemporaryFile()
    try:
        process = subprocess.Popen(arguments, env=environment, stdout=log, stderr=log)
    except OSError as error:
        log.close()
        raise MockError(f"cannot start the mock with {shlex.join(arguments)}: {error}") from error
    server = Server(f"http://127.0.0.1:{port}", process, log)
    try:
        _wait_until_ready(server.url, process, log)
    except BaseException:
        server.stop()
        raise
    return server


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_ready(url, process, log):
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(f"{url}/__mock/health", timeout=5):
                return
        except (urllib.error.URLError, OSError) as error:
            reason = error
        if process is None or time.monotonic() > deadline:
            raise MockError(f"no mock answers at {url} ({reason}); check the URL, or start the mock") from None
        if process.poll() is not None:
            log.seek(0)
            output = log.read().decode(errors="replace").strip()
            raise MockError(f"the mock exited with code {process.returncode}:\n{output}")
        time.sleep(POLL_SECONDS)
