# Which packages of Debian and Ubuntu give a Docker engine, its client and compose.

have_compose() { docker compose version >/dev/null 2>&1 || command -v docker-compose >/dev/null; }

# on_system ID VERSION...   Whether this is one of these versions of Debian or Ubuntu.
on_system() (
  source /etc/os-release
  [ "$ID" = "$1" ] || return 1
  [[ " ${*:2} " == *" ${VERSION_ID:-} "* ]]
)

compose_package() {
  if on_system ubuntu 22.04 24.04; then echo docker-compose-v2; else echo docker-compose; fi
}

# missing_docker_packages   Those still needed for an engine, its client and compose.
missing_docker_packages() {
  local PATH="$PATH:/usr/sbin:/sbin"
  command -v dockerd >/dev/null || echo docker.io
  command -v docker >/dev/null || on_system debian 12 || on_system ubuntu 22.04 24.04 || echo docker-cli
  command -v iptables >/dev/null || echo iptables
  have_compose || compose_package
}
