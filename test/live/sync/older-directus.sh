#!/usr/bin/env bash
# Runs tests of the sync against an older Directus, 11.17.4 unless DIRECTUS_VERSION names another. It is installed once,
# outside of the repository: four to six minutes and 700 MB. Not part of CI.
#
#   bash test/live/sync/older-directus.sh                       all tests of test/live/sync
#   bash test/live/sync/older-directus.sh test/live/sync/rows   some of them
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
version=${DIRECTUS_VERSION:-11.17.4}
folder=${OLDER_DIRECTUS_FOLDER:-${XDG_CACHE_HOME:-$HOME/.cache}/genie-actions/directus-$version}
# The Node of this repository runs Directus, so it has to be the one that sqlite3 is compiled for.
export PATH="$repository/node_modules/.bin:$PATH"

stamp="$folder/.installed-for"
wanted="$version abi $(node -p process.versions.modules)"
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
  printf 'Installing Directus %s into %s (four to six minutes) ...\n' "$version" "$folder"
  rm -rf "$folder"
  mkdir -p "$folder/headers"
  cd "$folder"
  # isolated-vm of that time cannot be compiled for this Node; 6.2.0 brings its binaries.
  cat >package.json <<JSON
{ "name": "older-directus", "private": true, "dependencies": { "directus": "$version" }, "overrides": { "isolated-vm": "6.2.0" } }
JSON
  nice npm install --ignore-scripts --no-audit --no-fund --loglevel=error
  # The headers that sqlite3 is compiled with come from the registry, too.
  node_package="node-linux-$(node -p process.arch)"
  npm install --prefix headers --no-audit --no-fund --loglevel=error "$node_package@$(node -p process.versions.node)"
  npm_config_nodedir="$folder/headers/node_modules/$node_package" nice npm rebuild sqlite3 --build-from-source --loglevel=error
  node -e 'require("sqlite3")'
  printf '%s\n' "$wanted" >"$stamp"
fi

cd "$repository"
export DIRECTUS_CLI="$folder/node_modules/directus/cli.js"
exec npx vitest run --config test/live/vitest.config.ts "${@:-test/live/sync}"
