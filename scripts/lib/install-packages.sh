#!/usr/bin/env bash
# Installs Debian packages for their programs only: as root, without starting the services that come with them.
set -euo pipefail

policy=/usr/sbin/policy-rc.d
saved=
restore() {
  rm -f "$policy"
  [ -z "$saved" ] || mv "$saved" "$policy"
}
trap restore EXIT
if [ -e "$policy" ] || [ -L "$policy" ]; then
  saved=$(mktemp "$policy.XXXXXX")
  mv "$policy" "$saved"
fi
# 101 tells invoke-rc.d and deb-systemd-invoke that starting is not allowed.
printf '#!/bin/sh\nexit 101\n' >"$policy"
chmod 755 "$policy"

apt-get -o DPkg::Lock::Timeout=300 update
apt-get -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends "$@"

# Nor at the next boot, where they would take the default ports, or run an engine that nobody asked for.
if command -v systemctl >/dev/null; then
  for package in "$@"; do
    case $package in
      nginx | rabbitmq-server) systemctl disable "$package.service" ;;
      openssh-server) systemctl disable ssh.service ssh.socket ;;
      docker.io) systemctl disable docker.service docker.socket ;;
    esac
  done
fi
