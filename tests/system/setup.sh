#!/bin/sh
# Installs the programs behind `pytest -m system` on Debian 12 (or a relative): real podcast
# readers, a browser, and copying tools. Run as root, or with sudo for the apt line.
set -eu
cd "$(dirname "$0")"
apt-get update
# Node's own packages bring npm and refuse Debian's beside them: take what is there.
command -v npm >/dev/null || apt-get install -y --no-install-recommends nodejs npm
apt-get install -y --no-install-recommends \
  chromium default-jre-headless ffmpeg gpodder mp3val newsboat rclone rsync
npm install --no-fund --no-audit --no-package-lock
