"""Runs the fixtures in pytest sessions of their own, against a real mock.

OPENAI_MOCK_URL or OPENAI_MOCK_COMMAND selects the mock.
"""

import pytest

PLUGIN = ("-p", "openai_edge_mock.plugin")

ASK = '''
import json, os, urllib.request

def ask(text):
    body = {"model": "gpt-5.4", "messages": [{"role": "user", "content": text}]}
    headers = {"authorization": "Bearer " + os.environ["OPENAI_API_KEY"], "content-type": "application/json"}
    url = os.environ["OPENAI_BASE_URL"] + "/chat/completions"
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request) as response:
        return json.load(response)["choices"][0]["message"]["content"]
'''


def run(pytester, tests):
    pytester.makepyfile(ASK + tests)
    return pytester.runpytest_subprocess(*PLUGIN)


def test_each_test_has_patches_of_its_own(pytester):
    result = run(
        pytester,
        '''
def test_one(openai_mock):
    openai_mock.set_patches({"operation": "createChatCompletion", "reply": "First."})
    assert ask("Hello!") == "First."

def test_two(openai_mock):
    assert ask("Hello!") != "First."
''',
    )
    result.assert_outcomes(passed=2)


def test_a_failed_test_lists_its_requests(pytester):
    result = run(
        pytester,
        '''
def test_fails(openai_mock):
    ask("Where is the parcel?")
    assert False
''',
    )
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*openai-edge-mock*", "*createChatCompletion*"])


def test_a_failed_test_without_requests_names_the_base_url(pytester):
    result = run(
        pytester,
        '''
def test_fails(openai_mock):
    assert False
''',
    )
    result.stdout.fnmatch_lines(["*received no requests*"])


def test_verify_counts_requests(pytester):
    result = run(
        pytester,
        '''
import pytest
from openai_edge_mock import MockError

def test_counts(openai_mock):
    ask("One")
    ask("Two")
    assert openai_mock.verify(operation="createChatCompletion", times=2) == 2
    with pytest.raises(MockError, match="createChatCompletion"):
        openai_mock.verify(operation="createChatCompletion", times=3)
''',
    )
    result.assert_outcomes(passed=1)


def test_an_invalid_patch_is_reported(pytester):
    result = run(
        pytester,
        '''
import pytest
from openai_edge_mock import MockError

def test_invalid(openai_mock):
    with pytest.raises(MockError, match="staus"):
        openai_mock.set_patches({"operation": "createChatCompletion", "staus": 429})
''',
    )
    result.assert_outcomes(passed=1)


def test_an_unreachable_mock_is_an_error_with_the_url(pytester):
    pytester.makepyfile("def test_one(openai_mock): pass")
    result = pytester.runpytest_subprocess(*PLUGIN, "--openai-mock-url=http://127.0.0.1:9")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*no mock answers at http://127.0.0.1:9*"])


@pytest.mark.parametrize("command", ["false", "no-such-command"])
def test_a_command_that_fails_is_reported(pytester, monkeypatch, command):
    monkeypatch.delenv("OPENAI_MOCK_URL", raising=False)
    pytester.makepyfile("def test_one(openai_mock): pass")
    result = pytester.runpytest_subprocess(*PLUGIN, f"--openai-mock-command={command}")
    result.assert_outcomes(errors=1)
