#!/usr/bin/env bash
# Brings everything that the live tests need: Debian's packages, installed where this user may, and a real Directus.
# Quick when it is all there; where something is missing and may not be installed, it says what, and fails.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# The Node of this repository runs the tests, so it has to be the one that Directus is compiled for.
export PATH="$here/../../node_modules/.bin:$PATH"

# A package is there when one of its commands is; CHROME_PATH may name another Chromium.
packages=()
need() {
  local package=$1 command
  shift
  for command in "$@"; do
    if command -v "$command" >/dev/null; then return; fi
  done
  packages+=("$package")
}

[ -x "${CHROME_PATH:-}" ] || need chromium chromium chromium-browser google-chrome google-chrome-stable
need redis-server redis-server
need ffmpeg ffmpeg
need imagemagick magick identify
need util-linux setpriv
need g++ g++
need make make
need python3 python3

if [ "${#packages[@]}" -gt 0 ]; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    printf 'The live tests need programs that are not installed here.\n' >&2
    printf 'On Debian or Ubuntu: sudo apt-get install %s\n' "${packages[*]}" >&2
    exit 1
  fi
  printf 'Installing %s ...\n' "${packages[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
fi

bash "$here/../directus/install.sh"
