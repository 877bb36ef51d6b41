#!/usr/bin/env bash
# private-engine.sh run       Runs an engine of our own until it gets SIGTERM: as root, in a mount namespace of its own,
#                             with a lock in file descriptor 7 that tells that it is there.
# private-engine.sh restart   Restarts the running one, and waits until it answers.
# private-engine.sh kill      The same, but without giving it the time to stop its containers.
set -euo pipefail

state=/run/rideshare
data=/var/lib/rideshare/engine
pidfile=$state/engine.pid
restart_wanted=$state/restart
export DOCKER_HOST=unix://$state/docker.sock PATH="$PATH:/usr/sbin:/sbin"

# It leaves the machine's firewall and routes alone, but for one rule, so that it stands beside any other engine: its
# networks reach each other and the world by nothing but published ports, and its builds use the machine's own network.
start_engine() {
  # Without a bridge of its own it would delete that of another engine.
  local bridge=(--bridge none)
  [ ! -e /sys/class/net/docker0 ] || bridge=()
  # Of a killed one whose process, dead but not yet collected, would be taken for a running one.
  rm -f "$state/engine/containerd/containerd.pid"
  setpriv --pdeathsig TERM -- dockerd \
    --data-root "$data" --exec-root "$state/engine" --pidfile "$pidfile" --host "$DOCKER_HOST" \
    "${bridge[@]}" --iptables=false --ip6tables=false --ip-masq=false --ip-forward=false \
    7>&- &
  engine=$!
}

stop_engine() {
  rm -f "$restart_wanted"
  kill -TERM "$engine" 2>/dev/null || true
}

# An engine that ran before may have left a firewall that lets nothing pass, not even within one bridge.
bridged=(FORWARD --match physdev --physdev-is-bridged --match comment --comment rideshare-private-engine --jump ACCEPT)
open_bridges() { iptables --wait --insert "${bridged[@]}"; }
close_bridges() { while iptables --wait --delete "${bridged[@]}" 2>/dev/null; do :; done; }

# Mounts the control groups where nothing has: in this mount namespace only.
ensure_control_groups() {
  grep -qE ' /sys/fs/cgroup[^ ]* cgroup2? ' /proc/mounts || cgroupfs-mount
}

# What a killed run has left would start again.
remove_leftovers() {
  docker ps --all --quiet | xargs --no-run-if-empty docker rm --force --volumes
  docker network prune --force
  docker volume ls --quiet | xargs --no-run-if-empty docker volume rm
  docker image prune --force --filter until=336h
} >/dev/null

answers() { docker version >/dev/null 2>&1; }

run() {
  mkdir -p "$data"
  rm -f "$restart_wanted"
  ensure_control_groups
  # Containers inherit it, and Erlang keeps a table of as many files as it may open.
  ulimit -n 65536 2>/dev/null || true
  trap stop_engine TERM INT HUP
  trap close_bridges EXIT
  close_bridges
  open_bridges || echo 'iptables does not work here; where nothing else uses it, nothing is missing.'
  start_engine
  until answers; do
    kill -0 "$engine" 2>/dev/null || exit 1
    sleep 0.2
  done
  remove_leftovers
  touch "$state/ready"
  while :; do
    while kill -0 "$engine" 2>/dev/null; do wait "$engine" || true; done
    [ -e "$restart_wanted" ] || break
    rm "$restart_wanted"
    start_engine
  done
}

# restart SIGNAL
restart() {
  local before deadline=$((SECONDS + 60))
  before=$(cat "$pidfile")
  touch "$restart_wanted"
  kill -s "$1" "$before"
  until [ ! -e "$restart_wanted" ] && answers && [ "$(cat "$pidfile")" != "$before" ]; do
    if [ "$SECONDS" -ge "$deadline" ]; then
      echo 'The engine does not answer again.' >&2
      exit 1
    fi
    sleep 0.1
  done
}

case "${1:-}" in
  run) run ;;
  restart) restart TERM ;;
  kill) restart KILL ;;
  *)
    echo 'Usage: private-engine.sh run | restart | kill' >&2
    exit 2
    ;;
esac
