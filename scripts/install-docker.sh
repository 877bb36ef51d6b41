#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "$(readlink -f "$0")")/lib/setup.sh"
source "$root/scripts/lib/docker-packages.sh"

accept_flags "Usage: ./scripts/install-docker.sh

Installs a Docker engine, its client and compose from the packages of Debian or Ubuntu, and starts the engine, now and at
each boot. What is there already stays as it is. Asks for root's rights by sudo where it needs them." -- "$@"

engine_answers() { as_root docker version >/dev/null 2>&1; }

start_engine() {
  as_root systemctl enable docker.service
  as_root systemctl start docker.service
}

if ! reason=$(installable_here); then
  echo "The engine's packages cannot be installed: $reason." >&2
  exit 1
fi

mkdir -p .rideshare
mapfile -t missing < <(missing_docker_packages)
if [ ${#missing[@]} -gt 0 ]; then
  ensure_root_for "${missing[@]}"
  echo "Installing ${missing[*]}:"
  step 'apt packages' install_packages "${missing[@]}"
fi

if ! engine_answers; then
  if [ ! -d /run/systemd/system ]; then
    echo 'The engine is installed. There is no systemd to start it; as root: dockerd >/var/log/dockerd.log 2>&1 &'
    exit 0
  fi
  ensure_root_for docker.io
  step 'engine' start_engine
fi

echo "Docker $(as_root docker version --format '{{.Server.Version}}') is running."
if ! docker version >/dev/null 2>&1; then
  echo "To use it without root's rights: sudo usermod -aG docker $(id -un), then log in anew."
fi
