# Checks ansible/ without a host; scripts/lib/setup.sh comes first.

source "$root/scripts/lib/rendered.sh"

ansible_dir="$root/ansible"
# Of ansible-core.
ansible_oldest=2.14
# Why nothing can be checked here.
ansible_trouble=
ansible_passed=0
ansible_failed=0

# no_ansible WHY   For ensure_ansible to return with.
no_ansible() {
  ansible_trouble=$1
  return 1
}

missing_ansible_packages() {
  local PATH="$PATH:/usr/sbin:/sbin"
  command -v ansible-playbook >/dev/null || echo ansible
  command -v ansible-lint >/dev/null || echo ansible-lint
  command -v nft >/dev/null || echo nftables
  command -v sshd >/dev/null || echo openssh-server
  command -v systemd-analyze >/dev/null || echo systemd
}

# ensure_ansible   Installs what is missing, where that needs no password. Returns 1 with the reason in ansible_trouble.
ensure_ansible() {
  local missing why version
  mapfile -t missing < <(missing_ansible_packages)
  if [ ${#missing[@]} -gt 0 ]; then
    why=$(installable_here) || no_ansible "${missing[*]} is missing, and $why" || return
    [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null ||
      no_ansible "${missing[*]} is missing, and only root can install it" || return
    echo "  Installing ${missing[*]}"
    attempt 'apt packages' install_packages "${missing[@]}" || no_ansible "${missing[*]} cannot be installed" || return
  fi
  version=$(LC_ALL=C.UTF-8 ansible --version | sed -n '1s/.*core \([0-9.]*\).*/\1/p')
  printf '%s\n' "$ansible_oldest" "$version" | sort --version-sort --check=quiet ||
    no_ansible "ansible-core ${version:-of unknown version} is older than $ansible_oldest"
}

# ansible_check NAME COMMAND...   Counts it, and shows what a failed one said.
ansible_check() {
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then
    ansible_passed=$((ansible_passed + 1))
    printf '  ✔ %s\n' "$name"
  else
    ansible_failed=$((ansible_failed + 1))
    printf '  ✘ %s\n%s\n' "$name" "$output"
  fi
}

nothing_is_skipped() {
  ! grep -rnE 'noqa|skip_ansible_lint|skip_list|warn_list|exclude_paths' --exclude-dir .secrets "$ansible_dir"
}

# The plugin itself needs an account; what it makes of instances is tried on what it would find.
tagged_inventory() {
  { echo 'plugin: constructed' && sed -n '/^compose:/,$p' inventory/aws_ec2.yml; } >"$1/constructed.yml"
  ANSIBLE_INVENTORY_ENABLED=yaml,constructed \
    ansible-playbook -i tests/tagged.yml -i "$1/constructed.yml" --skip-tags terraform tests/inventory.yml
}

incomplete_outputs_are_refused() {
  echo '{}' >"$1/outputs.json"
  ! RIDESHARE_OUTPUTS="$1/outputs.json" inventory/terraform --list 2>"$1/refusal" && grep "no output 'hosts'" "$1/refusal"
}

check_playbooks() {
  local playbook
  for playbook in $(grep -lE '^(- |  )hosts:' ./*.yml); do
    ansible_check "${playbook#./}: syntax" ansible-playbook --syntax-check "$playbook"
  done
  ansible_check 'ansible-lint: production profile' ansible-lint --offline
  ansible_check 'ansible-lint: nothing is skipped' nothing_is_skipped
  ansible_check 'each variable of a role is specified' ansible-playbook -i localhost, tests/specifications.yml
}

check_inventories() {
  ansible_check 'inventory of the outputs of Terraform' ansible-playbook tests/inventory.yml
  ansible_check 'inventory refuses outputs of nothing' incomplete_outputs_are_refused "$1"
  ansible_check 'inventory of the tags of instances' tagged_inventory "$1"
}

check_rendered() {
  local host
  ansible_check 'units and configurations can be rendered' \
    ansible-playbook render.yml -e "render_into=$1/rendered" -e @tests/sample.yml
  for host in users rides dbaas; do
    check_configurations "$host" "$1/rendered/$host" "$1"
    check_units "$host" "$1/rendered/$host" "$1/root/$host"
  done
}

# ansible_checks FILE   All of them, in a subshell; leaves "PASSED FAILED" in the file.
ansible_checks() {
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  unset "${!ANSIBLE_@}"
  export LC_ALL=C.UTF-8 NO_COLOR=1 ANSIBLE_CONFIG="$ansible_dir/ansible.cfg" RIDESHARE_OUTPUTS="$ansible_dir/tests/outputs.json"
  export PATH="$PATH:/usr/sbin:/sbin"
  cd "$ansible_dir" || return
  check_playbooks
  check_inventories "$scratch"
  check_rendered "$scratch"
  echo "$ansible_passed $ansible_failed" >"$1"
}
