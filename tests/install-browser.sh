#!/bin/sh
# Installs Chromium, Firefox, and a font with Arabic letters, where none is found (Debian and its relatives).
set -eu
first() { for name in "$@"; do command -v "$name" && return; done; return 1; }
browser() { first ${CHROMIUM:-} chromium chromium-browser google-chrome google-chrome-stable; }
firefox() { first ${FIREFOX:-} firefox-esr firefox; }
arabic() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=ar)" ]; }
if browser >/dev/null && firefox >/dev/null && arabic; then exit 0; fi
if ! command -v apt-get >/dev/null; then
  echo 'Chromium, Firefox and an Arabic font are needed, one was not found; install it, or name the browsers with CHROMIUM=/path/to/it FIREFOX=/path/to/it' >&2
  exit 2
fi
root=''
[ "$(id -u)" -eq 0 ] || root=sudo
export DEBIAN_FRONTEND=noninteractive
$root apt-get update -qq
browser >/dev/null || $root apt-get install -y -qq --no-install-recommends chromium >/dev/null
firefox >/dev/null || $root apt-get install -y -qq --no-install-recommends firefox-esr >/dev/null
arabic || $root apt-get install -y -qq --no-install-recommends fontconfig fonts-noto-core >/dev/null
