# Finds a Docker engine for the tests, or starts a private one; scripts/lib/setup.sh comes first.

source "$root/scripts/lib/docker-packages.sh"

engine_state=/run/rideshare
engine_log="$root/.rideshare/engine.log"
engine_wait_seconds=60
# What runs the private engine, and why there is no engine.
engine_supervisor=
engine_trouble=

# no_engine WHY   For ensure_engine to return with.
no_engine() {
  engine_trouble=$1
  return 1
}

install_for_engine() {
  local why
  [ $# -gt 0 ] || return 0
  why=$(installable_here) || no_engine "$* is missing, and $why" || return
  [ "$(id -u)" -eq 0 ] || no_engine "$* is missing, and only root can install it" || return
  echo "  Installing $*"
  attempt 'apt packages' install_packages "$@" || no_engine "$* cannot be installed"
}

missing_engine_packages() {
  missing_docker_packages
  grep -qE ' /sys/fs/cgroup[^ ]* cgroup2? ' /proc/mounts || command -v cgroupfs-mount >/dev/null || echo cgroupfs-mount
}

# In a session of its own, for a Ctrl-C is for the tests, which still need the engine to clean up; but never without us.
spawn_engine() {
  mkdir -p "$engine_state"
  exec 6>"$engine_state/lock"
  if ! flock -n 6; then
    echo '  Waiting for another run that has the private engine.'
    flock 6
  fi
  rm -f "$engine_state/ready"
  setsid setpriv --pdeathsig TERM -- unshare --mount -- \
    bash "$root/scripts/lib/private-engine.sh" run >"$engine_log" 2>&1 </dev/null 7>&6 6>&- &
  engine_supervisor=$!
  exec 6>&-
}

await_engine() {
  local deadline=$((SECONDS + engine_wait_seconds))
  until [ -e "$engine_state/ready" ]; do
    [ "$SECONDS" -lt "$deadline" ] && kill -0 "$engine_supervisor" 2>/dev/null || return 1
    sleep 0.2
  done
}

# last_words FILE   Its last line that tells of an error, else its last one.
last_words() {
  { grep -iE 'error|fail' "$1" || tail -n 1 "$1"; } | tail -n 1 | cut -c1-300
}

# Whether / is not the root of the mount namespace. There docker exec enters that one instead of the container's.
in_chroot() {
  local outer
  outer=$(nsenter --mount=/proc/self/ns/mnt stat --format %d:%i / 2>/dev/null) &&
    [ "$outer" != "$(stat --format %d:%i /)" ]
}

start_private_engine() {
  [ -z "${DOCKER_HOST:-}" ] || no_engine "no engine answers at $DOCKER_HOST" || return
  [ "$(id -u)" -eq 0 ] || no_engine 'no engine answers, and only root can start one' || return
  ! in_chroot || no_engine 'no engine answers, and in a chroot none can keep containers apart' || return
  local missing
  mapfile -t missing < <(missing_engine_packages)
  install_for_engine "${missing[@]}" || return
  spawn_engine
  attempt 'private engine' await_engine || no_engine "no engine can be started: $(last_words "$engine_log")" || return
  export DOCKER_HOST=unix://$engine_state/docker.sock DOCKER_SOCKET=$engine_state/docker.sock
  export RIDESHARE_ENGINE="$root/scripts/lib/private-engine.sh" RIDESHARE_ENGINE_PIDFILE="$engine_state/engine.pid"
}

# The smallest container there is, of the engine's own init, in a network as ours are.
try_container() {
  local name=rideshare-probe-$$ init code=0
  init=$(PATH="$PATH:/usr/libexec/docker" command -v docker-init) && init=$(readlink -f "$init") || return 0
  tar -C "${init%/*}" --transform 's|.*|init|' -c "${init##*/}" | docker import - "$name" || return 1
  docker network create "$name" && docker run --rm --network "$name" "$name" /init --version || code=1
  docker network rm "$name" >/dev/null 2>&1 || true
  docker image rm "$name" >/dev/null || true
  return "$code"
}

# ensure_engine   An engine that answers is used as it is. Else on Debian and Ubuntu, as root, a private one is started,
# which DOCKER_HOST and DOCKER_SOCKET then name; stop_engine stops it. Returns 1 with the reason in engine_trouble.
ensure_engine() {
  if ! docker version >/dev/null 2>&1; then
    start_private_engine || return
  elif ! have_compose; then
    install_for_engine "$(compose_package)" || return
  fi
  attempt 'a first container' try_container || no_engine "the engine runs no container: $(last_words "$setup_log")"
}

stop_engine() {
  [ -n "$engine_supervisor" ] || return 0
  kill -TERM "$engine_supervisor" 2>/dev/null || true
  wait "$engine_supervisor" || true
  engine_supervisor=
  unset DOCKER_HOST DOCKER_SOCKET RIDESHARE_ENGINE RIDESHARE_ENGINE_PIDFILE
}
