#!/usr/bin/env bash
# Has every chat completion say "Hello World!!", by giving the property an example in OpenAI's document. Mount this
# folder at /docker-entrypoint.d and add scripts of your own: they run in the order of their numbers.
set -euo pipefail

yq eval -i '.components.schemas.ChatCompletionResponseMessage.properties.content.example = "Hello World!!"' /tmp/openapi.yaml
