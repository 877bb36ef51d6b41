# For commands that bring up a system of their own, as processes or as containers; scripts/lib/setup.sh comes first.

source "$root/scripts/lib/engine.sh"
source "$root/scripts/lib/images.sh"

prepare_containers() {
  in_turn build
  if ! ensure_engine; then
    echo "There is nothing to run containers: $engine_trouble." >&2
    exit 3
  fi
  prepare_images
}

# on_private_engine COMMAND...   Ctrl-C reaches it without us; whatever ends it, the engine is stopped after it.
on_private_engine() {
  local run code
  "$@" &
  run=$!
  trap : INT
  trap 'kill -TERM "$run"' TERM
  while :; do
    wait "$run" && code=0 || code=$?
    kill -0 "$run" 2>/dev/null || exit "$code"
  done
}

# run_prepared PROGRAM ARGUMENTS...   Prepares what `--runtime` among the arguments needs, and runs the program with them.
# On standard output there is nothing but its result.
run_prepared() {
  case " $* " in
    *' --runtime docker '* | *' --runtime=docker '*)
      trap stop_engine EXIT
      prepare_containers >&2
      [ -z "$engine_supervisor" ] || on_private_engine node "$@"
      ;;
    *) prepare >&2 ;;
  esac
  exec node "$@"
}
