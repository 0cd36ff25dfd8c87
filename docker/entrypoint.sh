#!/usr/bin/env bash
# Runs the scripts of /docker-entrypoint.d, which may edit /tmp/openapi.yaml, then becomes the command: the server.
# Nothing but `set -e`: other settings would change how the scripts that are sourced behave.
set -e

entrypoint_document=/app/openapi.yaml
entrypoint_copy=/tmp/openapi.yaml
entrypoint_folder=/docker-entrypoint.d

entrypoint_say() { echo "entrypoint: $*"; }

# A script that is sourced may end the shell by itself; this has the last word all the same.
entrypoint_running=
entrypoint_end() {
  local code=$?
  if [ -n "$entrypoint_running" ] && [ "$code" -ne 0 ]; then
    entrypoint_say "$entrypoint_running failed with exit code $code; the container stops" >&2
  fi
  exit "$code"
}
trap entrypoint_end EXIT

# The first process of a container is sent signals that a shell hands to no child and acts upon only between commands,
# so scripts run in the background and are waited for.
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
  entrypoint_say "$entrypoint_copy cannot be written; with a read-only root, add --tmpfs /tmp" >&2
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
        entrypoint_say "passing over $entrypoint_script: it is a folder"
      elif [ ! -x "$entrypoint_script" ]; then
        entrypoint_say "passing over $entrypoint_script: it is not executable (chmod +x)"
      elif [[ $entrypoint_script == *.envsh ]]; then
        entrypoint_say "sourcing $entrypoint_script"
        . "$entrypoint_script"
      else
        entrypoint_say "running $entrypoint_script"
        entrypoint_execute "$entrypoint_script"
      fi
      ;;
    *) entrypoint_say "passing over $entrypoint_script: neither *.sh nor *.envsh" ;;
  esac
done

trap - EXIT TERM INT
exec "$@"
