# Checks what ansible/render.yml has written for a host; scripts/lib/ansible.sh counts.

# The least of them that is too much, in tenths, as systemd-analyze counts exposure.
exposure_limit=50

# In a network of its own, where this machine's firewall is neither seen nor touched.
apart() {
  if [ "$(id -u)" -eq 0 ]; then unshare --net -- "$@"; else unshare --map-root-user --net -- "$@"; fi
}

# nginx_accepts FILE FOLDER   With its own files, and its socket, in FOLDER instead of where only root has any.
nginx_accepts() {
  local kind temporary=
  mkdir -p "$2/run" "$2/var/log/nginx"
  for kind in client_body proxy fastcgi uwsgi scgi; do temporary+="${kind}_temp_path $2/$kind;"; done
  sed -E -e "s#/run/nginx.pid|/var/log/nginx#$2&#" -e "s#^http \{#&$temporary#" -e "s#listen 80 #listen unix:$2/run/80 #" \
    "$1" >"$2/nginx.conf"
  nginx -t -q -e stderr -c "$2/nginx.conf"
}

# sshd_accepts FILE FOLDER   With a key in FOLDER.
sshd_accepts() {
  [ -e "$2/key" ] || ssh-keygen -q -t ed25519 -N '' -f "$2/key"
  [ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
  "$(command -v sshd)" -t -f "$1" -h "$2/key"
}

is_json() {
  node -e 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))' "$1"
}

# check_configurations HOST RENDERED FOLDER
check_configurations() {
  ansible_check "$1: nginx accepts its configuration" nginx_accepts "$2/nginx/nginx.conf" "$3"
  ansible_check "$1: sshd accepts its limits" sshd_accepts "$2/base/sshd.conf" "$3"
  ansible_check "$1: apt accepts what is upgraded" apt-config -c "$2/base/apt-upgrades.conf" dump
  ansible_check "$1: the engine's configuration is JSON" is_json "$2/docker/daemon.json"
  if apart nft list tables >/dev/null 2>&1; then
    ansible_check "$1: nft accepts the firewall" apart nft --check --file "$2/base/firewall.nft"
  else
    echo "  - $1: the firewall is not checked, for nft may do nothing here"
  fi
}

# units_root RENDERED ROOT   A root with the units of a host, those of this machine, and programs that are but names.
units_root() {
  local program
  mkdir -p "$2"/usr/{lib/systemd,bin,sbin} "$2/etc/systemd/system/nginx.service.d"
  ln -s usr/lib usr/bin usr/sbin "$2"
  cp -a /lib/systemd/system "$2/usr/lib/systemd"
  find "$1" \( -name '*.service' -o -name '*.timer' \) -exec cp -t "$2/etc/systemd/system" {} +
  cp "$1/nginx/locked.conf" "$2/etc/systemd/system/nginx.service.d"
  sed -nE 's#^Exec[A-Za-z]+=[-@:+!|]*(/[^ ]+).*#\1#p' "$2"/etc/systemd/system/*{.service,/*.conf} \
    "$2/usr/lib/systemd/system/nginx.service" | sort -u | while read -r program; do
    install -D -m 755 /dev/null "$2$program"
  done
}

# well_formed ROOT UNIT   systemd-analyze tells of most mistakes without failing.
well_formed() {
  local said
  said=$(systemd-analyze verify --root="$1" "$2" 2>&1) && [ -z "$said" ] && return
  echo "$said"
  return 1
}

locked_in() {
  systemd-analyze security --offline=true --no-pager --root="$1" --threshold=$((exposure_limit - 1)) "$2"
}

# check_units HOST RENDERED ROOT
check_units() {
  local file unit
  units_root "$2" "$3"
  for file in "$3"/etc/systemd/system/*; do
    unit=${file##*/}
    unit=${unit%.d}
    ansible_check "$1: $unit is well formed" well_formed "$3" "$unit"
    [[ $unit == *.timer ]] || ansible_check "$1: $unit is locked in" locked_in "$3" "$unit"
  done
}
