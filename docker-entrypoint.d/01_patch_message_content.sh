#!/usr/bin/env bash
# Makes every chat completion return "Hello World!!", by adding an example to the property in OpenAI's document. Mount
# this folder at /docker-entrypoint.d and add your own scripts; they run in version-sort order of their names.
set -euo pipefail

yq eval -i '.components.schemas.ChatCompletionResponseMessage.properties.content.example = "Hello World!!"' /tmp/openapi.yaml
