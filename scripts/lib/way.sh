# Chooses how the system runs, and installs or builds what that needs; scripts/lib/setup.sh comes first.

source "$root/scripts/lib/images.sh"

# prepare_way [--docker | --process]   Prepares everything, and leaves in `way` which one it is: that of the flag, the one
# that is up already, or Docker where it can be used.
prepare_way() {
  local chosen
  echo 'Preparing:'
  in_turn build
  chosen=$(node packages/local/dist/cli/choose-way.js "$@")
  mapfile -t chosen <<<"$chosen"
  way=${chosen[0]}
  [ -z "${chosen[2]:-}" ] || printf '  %s\n' "${chosen[2]}"
  if [ "$way" = docker ]; then
    export DOCKER_HOST=${chosen[1]}
    in_turn prepare_images
  else
    in_turn ensure_packages
  fi
}
