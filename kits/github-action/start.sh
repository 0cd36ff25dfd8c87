#!/usr/bin/env bash
# The step of action.yml: starts the mock in the background, waits until it listens, and exports the variables that
# OpenAI's SDKs read to the following steps.
set -euo pipefail

log="${RUNNER_TEMP:-/tmp}/openai-edge-mock.log"
command="${MOCK_COMMAND:-npx --yes openai-edge-mock@${MOCK_VERSION:-latest}}"
options=(--port "${MOCK_PORT:-0}")
if [ -n "${MOCK_PATCHES:-}" ]; then options+=(--patches "$MOCK_PATCHES"); fi
if [ "${MOCK_IS_STRICT:-false}" = true ]; then options+=(--strict); fi

# The command is split into words on purpose.
# shellcheck disable=SC2086
LOG=json nohup $command "${options[@]}" >"$log" 2>&1 </dev/null &
process=$!

for _ in $(seq 1 1200); do
  url=$(grep -om1 'http://127\.0\.0\.1:[0-9]*' "$log" || true)
  if [ -n "$url" ] || ! kill -0 "$process" 2>/dev/null; then break; fi
  sleep 0.1
done
if [ -z "$url" ]; then
  echo "::error::openai-edge-mock did not start within two minutes. Its output:"
  cat "$log"
  exit 1
fi

base="$url${MOCK_NAMESPACE_NAME:+/@$MOCK_NAMESPACE_NAME}/v1"
{
  echo "OPENAI_BASE_URL=$base"
  echo "OPENAI_API_KEY=sk-mock-key"
  echo "OPENAI_MOCK_URL=$url"
  echo "OPENAI_MOCK_PID=$process"
} >>"$GITHUB_ENV"
echo "url=$url" >>"$GITHUB_OUTPUT"
echo "openai-edge-mock listens on $url; OPENAI_BASE_URL is $base"
