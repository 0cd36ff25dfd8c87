#!/usr/bin/env bash
# Runs the scripts in /docker-entrypoint.d, which may edit /tmp/openapi.yaml, then execs the command: the server.
# Only `set -e`, as other options would affect the sourced scripts.
set -e

entrypoint_document=/app/openapi.yaml
entrypoint_copy=/tmp/openapi.yaml
entrypoint_folder=/docker-entrypoint.d

entrypoint_log() { echo "entrypoint: $*"; }

# A sourced script may exit the shell, so report its failure in an EXIT trap.
entrypoint_running=
entrypoint_end() {
  local code=$?
  if [ -n "$entrypoint_running" ] && [ "$code" -ne 0 ]; then
    entrypoint_log "$entrypoint_running failed with exit code $code; stopping the container" >&2
  fi
  exit "$code"
}
trap entrypoint_end EXIT

# As PID 1, a shell neither forwards signals to its children nor handles them before the current command ends, so
# scripts run in the background while the shell waits.
entrypoint_child=
entrypoint_stop() {
  local code=$1
  entrypoint_running=
  [ -z "$entrypoint_child" ] || kill -TERM "$entrypoint_child" 2>/dev/null || true
  exit "$code"
}
trap 'entrypoint_stop 143' TERM
trap 'entrypoint_stop 130' INT

entrypoint_execute() {
  "$1" <&0 &
  entrypoint_child=$!
  wait "$entrypoint_child"
  entrypoint_child=
}

if ! cp "$entrypoint_document" "$entrypoint_copy"; then
  entrypoint_log "cannot write $entrypoint_copy; if the root file system is read-only, add --tmpfs /tmp" >&2
  exit 1
fi
chmod u+w "$entrypoint_copy"

mapfile -t entrypoint_scripts < <(
  shopt -s nullglob
  printf '%s\n' "$entrypoint_folder"/* | sort --version-sort
)
for entrypoint_script in "${entrypoint_scripts[@]}"; do
  entrypoint_running=$entrypoint_script
  case $entrypoint_script in
    '') ;;
    *.sh | *.envsh)
      if [ -d "$entrypoint_script" ]; then
        entrypoint_log "skipping $entrypoint_script: is a directory"
      elif [ ! -x "$entrypoint_script" ]; then
        entrypoint_log "skipping $entrypoint_script: not executable (chmod +x)"
      elif [[ $entrypoint_script == *.envsh ]]; then
        entrypoint_log "sourcing $entrypoint_script"
        . "$entrypoint_script"
      else
        entrypoint_log "running $entrypoint_script"
        entrypoint_execute "$entrypoint_script"
      fi
      ;;
    *) entrypoint_log "skipping $entrypoint_script: neither *.sh nor *.envsh" ;;
  esac
done

trap - EXIT TERM INT
exec "$@"
