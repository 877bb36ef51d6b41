# Rehearses a deployment on hosts of its own; of scripts/lib setup.sh, engine.sh, images.sh and terraform.sh come first.

rehearsal_dir="$root/.rideshare/rehearsal"
rehearsal_versions=(rehearsal-1 rehearsal-2)
# Why nothing can be rehearsed here.
rehearsal_trouble=
# Leads the process group of the suite while it runs.
rehearsal_run=

# no_rehearsal WHY   For ensure_rehearsal to return with.
no_rehearsal() {
  rehearsal_trouble=$1
  return 1
}

missing_rehearsal_packages() {
  local PATH="$PATH:/usr/sbin:/sbin"
  command -v ansible-playbook >/dev/null || echo ansible
  command -v ssh >/dev/null || echo openssh-client
  command -v curl >/dev/null || echo curl
  command -v ip >/dev/null || echo iproute2
  command -v losetup >/dev/null || echo mount
}

# ensure_rehearsal   Installs what is missing, and finds or starts an engine. Returns 1 with the reason in
# rehearsal_trouble.
ensure_rehearsal() {
  local missing
  [ "$(id -u)" -eq 0 ] || no_rehearsal 'only root can enter the networks of hosts and give them a disk' || return
  [ -e /dev/loop-control ] || no_rehearsal 'there are no loop devices, of which one is the data volume' || return
  mapfile -t missing < <(missing_rehearsal_packages)
  install_for_engine "${missing[@]}" || no_rehearsal "$engine_trouble" || return
  ensure_terraform || no_rehearsal "without Terraform there is no plan to follow: $terraform_trouble" || return
  ensure_engine || no_rehearsal "$engine_trouble"
}

# host_image   Ubuntu as on AWS where it can be had, else the Debian that our other images are built on.
host_image() {
  local image
  for image in "${HOST_IMAGE:-ubuntu:24.04}" debian:bookworm-slim; do
    docker image inspect "$image" >/dev/null 2>&1 || docker pull --quiet "$image" >/dev/null 2>&1 || continue
    echo "$image"
    return
  done
  "$root/scripts/base-images" debian:bookworm-slim >&2 && echo debian:bookworm-slim
}

build_rehearsal_image() {
  docker build --network host --tag "rehearsal-$1:latest" --build-arg "HOST_IMAGE=$2" \
    --build-arg HTTP_PROXY --build-arg HTTPS_PROXY --build-arg NO_PROXY "packages/rehearsal/$1"
}

# prepare_rehearsal   In a subshell, which a step that fails ends: images of the hosts and of what is around them, and
# two packed versions that differ.
prepare_rehearsal() {
  local base version
  in_turn build
  base=$(host_image) || return
  step "host of $base" build_rehearsal_image host "$base"
  step 'gateway' build_rehearsal_image gateway "$base"
  for version in "${rehearsal_versions[@]}"; do
    PACKED_IMAGES="$rehearsal_dir/images" "$root/scripts/pack-images" "$version" || return
  done
}

# rehearse COMMAND...   Runs the suite, one at a time in a checkout; end_rehearsal has to come after it. A Ctrl-C is for us.
rehearse() {
  mkdir -p "$rehearsal_dir"
  exec 4>"$rehearsal_dir/lock"
  if ! flock -n 4; then
    echo '  Waiting for another rehearsal in this checkout.'
    flock 4
  fi
  REHEARSAL_VERSIONS="${rehearsal_versions[*]}" setsid "$@" 4>&- &
  rehearsal_run=$!
  wait "$rehearsal_run"
}

remove_rehearsal() { node packages/rehearsal/dist/cli/remove.js; }

# end_rehearsal   Ends the suite where it still runs, and removes its hosts unless they are kept. On a private engine they
# can stay no longer than it does. Fine when there is none.
end_rehearsal() {
  [ -n "$rehearsal_run" ] || return 0
  kill -TERM -- "-$rehearsal_run" 2>/dev/null || true
  wait "$rehearsal_run" || true
  rehearsal_run=
  if [ "${REHEARSAL_KEEP:-}" != true ] || [ -n "$engine_supervisor" ]; then remove_rehearsal; fi
  exec 4>&-
}

# tell_of_kept_hosts   How to reach them.
tell_of_kept_hosts() {
  printf '\nThe hosts are still there:\n'
  node packages/rehearsal/dist/cli/tell.js
  if [ -z "$engine_supervisor" ]; then
    echo './scripts/rehearse --remove removes them.'
    return
  fi
  echo 'They go with this command and its engine: press Ctrl-C.'
  setpriv --pdeathsig TERM -- sleep infinity 4>&- &
  wait $!
}
