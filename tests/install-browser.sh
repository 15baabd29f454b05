#!/bin/sh
# Installs Chromium, and a font with Arabic letters, where none is found (Debian and its relatives).
set -eu
browser() { for name in ${CHROMIUM:-} chromium chromium-browser google-chrome google-chrome-stable; do command -v "$name" && return; done; return 1; }
arabic() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=ar)" ]; }
if browser >/dev/null && arabic; then exit 0; fi
if ! command -v apt-get >/dev/null; then
  echo 'No Chromium with an Arabic font was found; install both, or name the browser with CHROMIUM=/path/to/it' >&2
  exit 2
fi
root=''
[ "$(id -u)" -eq 0 ] || root=sudo
export DEBIAN_FRONTEND=noninteractive
$root apt-get update -qq
browser >/dev/null || $root apt-get install -y -qq --no-install-recommends chromium >/dev/null
arabic || $root apt-get install -y -qq --no-install-recommends fontconfig fonts-noto-core >/dev/null
