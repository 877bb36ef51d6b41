# Base images and our own on the engine that is used; scripts/lib/setup.sh comes first.

our_images=(users rides orchestrator worker load-balancer)
pull_timeout_seconds=600

# base_images   Those that the Dockerfile and docker-compose.yml build on.
base_images() {
  printf '%s\n' "${NODE_BUILD_IMAGE:-node:24-bookworm}" "${NODE_IMAGE:-node:24-bookworm-slim}" \
    "${RABBITMQ_IMAGE:-rabbitmq:3.13}" "${ZOOKEEPER_IMAGE:-zookeeper:3.8}" "${NGINX_IMAGE:-nginx:1.28}"
}

missing_base_images() {
  local image
  for image in $(base_images); do
    docker image inspect "$image" >/dev/null 2>&1 || echo "$image"
  done
}

# ensure_base_images   Pulls those that are missing; where that fails, local stand-ins are made instead.
ensure_base_images() {
  local image missing
  for image in $(missing_base_images); do
    attempt "$image" timeout "$pull_timeout_seconds" docker pull --quiet "$image" || break
  done
  mapfile -t missing < <(missing_base_images)
  [ ${#missing[@]} -gt 0 ] || return 0
  printf '  It cannot be pulled: %s\n' "$(tail -n 1 "$setup_log" | cut -c1-200)"
  "$root/scripts/base-images" "${missing[@]}"
}

# On the machine's own network: whatever it reaches, npm reaches. Settings without a value come from the environment.
build_image() {
  docker build --network host --target "$1" --tag "$1:${IMAGE_TAG:-latest}" \
    --build-arg NODE_BUILD_IMAGE --build-arg NODE_IMAGE --build-arg NGINX_IMAGE \
    --build-arg HTTP_PROXY --build-arg HTTPS_PROXY --build-arg NO_PROXY \
    ${IMAGE_TAG:+--build-arg "VERSION=$IMAGE_TAG"} \
    --build-arg "REVISION=$(git rev-parse HEAD 2>/dev/null || echo unknown)" .
}

# build_images   Ours, of the sources as they are; what has not changed is not built again. Two at once take turns.
build_images() {
  local image setup_log="$root/.rideshare/images.log"
  exec 8>"$root/.rideshare/images.lock"
  flock 8
  for image in "${our_images[@]}"; do
    step "$image" build_image "$image"
  done
  exec 8>&-
}

prepare_images() {
  ensure_base_images && build_images
}
