# Shared by the commands beside this folder: flags, and everything that must be installed and built before they work.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
export PATH="$root/node_modules/.bin:$PATH"
setup_log="$root/.rideshare/setup.log"

# accept_flags USAGE ALLOWED... -- GIVEN...   Prints USAGE for --help; refuses what is not allowed.
accept_flags() {
  local usage=$1 allowed=()
  shift
  while [ "$1" != -- ]; do
    allowed+=("$1")
    shift
  done
  shift
  local given
  for given in "$@"; do
    case "$given" in -h | --help)
      printf '%s\n' "$usage"
      exit 0
      ;;
    esac
    if [[ " ${allowed[*]} " != *" $given "* ]]; then
      printf '%s is not known here.\n\n%s\n' "$given" "$usage" >&2
      exit 2
    fi
  done
}

# attempt NAME COMMAND...   One line with the time it took, or that it failed.
attempt() {
  local name=$1 started=$(date +%s%N) tenths
  shift
  printf '  %-22s ' "$name"
  if ! "$@" >"$setup_log" 2>&1; then
    echo failed
    return 1
  fi
  tenths=$((($(date +%s%N) - started) / 100000000))
  printf '%-8s %7s\n' 'done' "$((tenths / 10)).$((tenths % 10)) s"
}

# step NAME COMMAND...   An attempt that must succeed: else the end of its output and the way out.
step() {
  attempt "$@" && return 0
  printf '\n' && tail -n 25 "$setup_log"
  printf '\n%s failed; all of its output is in %s.\n' "$1" "$setup_log" >&2
  exit 1
}

missing_packages() {
  [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || echo rabbitmq-server
  [ -e /usr/share/java/zookeeper.jar ] || echo zookeeper
  [ -e /usr/share/java/slf4j-simple.jar ] || echo libslf4j-java
  PATH="$PATH:/usr/sbin" command -v nginx >/dev/null || echo nginx
  command -v java >/dev/null || echo default-jre-headless
}

# installable_here   Whether packages of Debian and Ubuntu are of this system; else says why not.
installable_here() {
  command -v apt-get >/dev/null && grep -qE '^ID=(debian|ubuntu)$' /etc/os-release && return 0
  echo 'this is neither Debian nor Ubuntu'
  return 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
  as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
    bash "$root/scripts/lib/install-packages.sh" "$@"
}

# ensure_root_for PACKAGE...   Asks for the password now, or ends with the command to run.
ensure_root_for() {
  if ! command -v apt-get >/dev/null; then
    echo "These are missing and there is no apt-get to install them: $*" >&2
    exit 1
  fi
  [ "$(id -u)" -ne 0 ] || return 0
  if ! command -v sudo >/dev/null; then
    echo "These are missing: run as root: apt-get install --no-install-recommends $*" >&2
    exit 1
  fi
  sudo -v
}

ensure_packages() {
  local missing
  mapfile -t missing < <(missing_packages)
  [ ${#missing[@]} -gt 0 ] || return 0
  ensure_root_for "${missing[@]}"
  echo "  Installing ${missing[*]}"
  step 'apt packages' install_packages "${missing[@]}"
}

# Of all packages only node needs its install script, which fetches Node 24 itself; an older npm would also try to
# compile what comes compiled.
install_node_modules() {
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && npm rebuild node && cp package-lock.json "$1"
}

ensure_node_modules() {
  local stamp=node_modules/.rideshare-package-lock.json
  cmp -s package-lock.json "$stamp" && return 0
  if ! command -v npm >/dev/null; then
    echo 'Node.js with npm is missing; any version does (on Debian and Ubuntu: apt-get install npm).' >&2
    exit 1
  fi
  step 'npm packages' install_node_modules "$stamp"
}

# in_turn COMMAND...   Of several scripts that install or build, one at a time.
in_turn() {
  mkdir -p "$root/.rideshare"
  exec 9>"$root/.rideshare/setup.lock"
  if ! flock -n 9; then
    echo '  Waiting for another command that is installing or building.'
    flock 9
  fi
  "$@"
  exec 9>&-
}

build() {
  ensure_node_modules
  step 'build' npm run --silent build
}

install_and_build() {
  ensure_packages
  build
}

# Installs what is missing for the system as processes, and builds what has changed.
prepare() { in_turn install_and_build; }

# never_started COMMAND   True when there is nothing that COMMAND could find; else COMMAND can be run.
never_started() {
  [ ! -e "packages/local/dist/cli/$1.js" ] || [ ! -x node_modules/.bin/node ] || return 1
  [ -e .rideshare/state.json ] || deployment_is_there || return 0
  in_turn build
  return 1
}

deployment_is_there() {
  [ -e .rideshare/docker.json ] ||
    timeout 5 docker volume ls --quiet --filter "label=rideshare.deployment=${DEPLOYMENT:-rideshare}" 2>/dev/null | grep -q .
}
