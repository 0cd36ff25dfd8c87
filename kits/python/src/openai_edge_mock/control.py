"""The control API of a mock, for one namespace."""

import json
import os
import urllib.error
import urllib.parse
import urllib.request


class MockError(Exception):
    """A request to the control API failed, or a verification did."""


class Namespace:
    """One namespace of a mock: its address and key, and methods that change or inspect it.

    :param server_url: URL of the mock, such as ``http://127.0.0.1:4010``
    :param name: 1 to 64 letters, digits, ``-``, ``_`` or ``.``
    """

    def __init__(self, server_url, name):
        self.name = name
        self.server_url = server_url.rstrip("/")
        #: For ``OPENAI_BASE_URL`` or ``OpenAI(base_url=...)``.
        self.base_url = f"{self.server_url}/@{name}/v1"
        #: For ``OPENAI_API_KEY`` or ``OpenAI(api_key=...)``. It selects the namespace, too.
        self.api_key = f"sk-mock-{name}-key"

    def set_patches(self, *patches, **settings):
        """Replaces the patches of the namespace.

        :param patches: patches, such as ``{"operation": "createChatCompletion", "reply": "Hello"}``
        :param settings: members of the document's ``settings``
        :raises MockError: if a patch is invalid
        """
        document = {"patches": list(patches)}
        if settings:
            document["settings"] = settings
        self._control("PUT", "patches", document)

    def requests(self, **filters):
        """Returns the recorded requests and responses, newest first.

        :param filters: such as ``operation="createResponse"``, ``status=200``
        """
        query = f"?{urllib.parse.urlencode(filters)}" if filters else ""
        answer = self._control("GET", "requests", query=query)
        return answer["data"] if isinstance(answer, dict) else answer

    def verify(self, operation=None, when=None, times=None, at_least=None, at_most=None, within=None):
        """Checks how many recorded requests match.

        :param times: the exact number; without any number, at least one
        :param within: milliseconds to wait for them
        :raises MockError: if the number differs, with the nearest request
        """
        if times is not None:
            at_least = at_most = times
        elif at_least is None and at_most is None:
            at_least = 1
        wanted = {"operation": operation, "when": when, "atLeast": at_least, "atMost": at_most, "within": within}
        body = {name: value for name, value in wanted.items() if value is not None}
        return self._control("POST", "requests", body, suffix="/count")["count"]

    def set_clock(self, now=None, advance=None):
        """Sets the clock of the namespace.

        :param now: seconds since 1970
        :param advance: seconds to add
        """
        self._control("PUT", "clock", {"now": now} if now is not None else {"advance": advance})

    def set_state(self, seed):
        """Replaces the stored objects with a seed document."""
        self._control("PUT", "state", seed)

    def reset(self):
        """Removes patches, stored objects, journal and clock."""
        for resource in ("patches", "state", "clock"):
            self._control("DELETE", resource, missing_ok=True)

    def _control(self, method, resource, body=None, suffix="", query="", missing_ok=False):
        url = f"{self.server_url}/__mock/{resource}/{self.name}{suffix}{query}"
        headers = {"authorization": f"Bearer {os.environ.get('MOCK_ADMIN_TOKEN') or self.api_key}"}
        data = None
        if body is not None:
            headers["content-type"] = "application/json"
            data = json.dumps(body).encode()
        request = urllib.request.Request(url, data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                text = response.read()
        except urllib.error.HTTPError as error:
            if missing_ok and error.code == 404:
                return None
            raise MockError(_message(error)) from None
        except OSError as error:
            raise MockError(f"cannot reach the mock at {self.server_url}: {error}") from None
        return json.loads(text) if text else None


def _message(error):
    text = error.read().decode(errors="replace")
    try:
        return json.loads(text)["error"]["message"]
    except (ValueError, KeyError, TypeError):
        return f"status {error.code}: {text}"
