#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "$(readlink -f "$0")")/lib/setup.sh"

accept_flags "Usage: ./scripts/install-terraform.sh

Installs Terraform, or brings it up to date, from HashiCorp's apt repository for Debian or Ubuntu. Needs the internet, and
asks for root's rights by sudo." -- "$@"

repository=https://apt.releases.hashicorp.com
key=/etc/apt/keyrings/hashicorp.asc
source_list=/etc/apt/sources.list.d/hashicorp.sources

codename() (source /etc/os-release && echo "$VERSION_CODENAME")

add_repository() {
  as_root install -d "${key%/*}"
  curl --fail --silent --show-error --location --max-time 60 "$repository/gpg" | as_root tee "$key" || return
  as_root tee "$source_list" <<END
Types: deb
URIs: $repository
Suites: $(codename)
Components: main
Signed-By: $key
END
}

# A repository that cannot be reached would stand in the way of every later installation.
drop_repository() {
  as_root rm -f "$source_list" "$key"
}

if ! reason=$(installable_here); then
  echo "Terraform cannot be installed from its apt repository: $reason. https://developer.hashicorp.com/terraform/install tells other ways." >&2
  exit 1
fi

mkdir -p .rideshare
ensure_root_for terraform
echo 'Installing terraform:'
if [ ! -e "$source_list" ]; then
  command -v curl >/dev/null || step 'curl' install_packages ca-certificates curl
  trap drop_repository EXIT
  step 'apt repository' add_repository
fi
step 'apt packages' install_packages terraform
trap - EXIT

terraform version
