# Runs Terraform on a copy of terraform/ that knows no deployment; scripts/lib/setup.sh comes first.

terraform_copy="$root/.rideshare/terraform"
terraform_lock="$root/.rideshare/terraform.lock"
terraform_init_seconds=300
# Why Terraform cannot be run here.
terraform_trouble=

# Settings of a real deployment.
unset TF_DATA_DIR TF_WORKSPACE "${!TF_CLI_ARGS@}" "${!TF_VAR_@}"

# no_terraform WHY   For ensure_terraform to return with.
no_terraform() {
  terraform_trouble=$1
  return 1
}

# provider_mirrors   Folders on this machine that hold the provider: where TF_PLUGIN_DIR says, in Terraform's own places,
# in the usual ones of an installation that has no internet.
provider_mirrors() {
  local folder
  for folder in "${TF_PLUGIN_DIR:-}" "$HOME/.terraform.d/plugins" "${XDG_DATA_HOME:-$HOME/.local/share}/terraform/plugins" \
    /usr/{local/,}share/terraform/{plugins,providers} /usr/{local/,}{lib,share}/* /opt/* /opt/*/* /srv/* /var/lib/*; do
    [ ! -d "$folder/registry.terraform.io/hashicorp/aws" ] || echo "$folder"
  done
}

init_from_registry() {
  TF_REGISTRY_CLIENT_TIMEOUT=10 TF_REGISTRY_DISCOVERY_RETRY=1 \
    timeout "$terraform_init_seconds" terraform -chdir="$terraform_copy" init -input=false
}

init_from_mirror() {
  local mirror
  while read -r mirror; do
    terraform -chdir="$terraform_copy" init -input=false -plugin-dir="$mirror" && return 0
  done < <(provider_mirrors)
  return 1
}

# Nothing but versions.tf is there while the provider is fetched, so that only its absence can make that fail. The copy
# takes neither variables nor a backend of a real deployment along.
copy_module() (
  flock 5
  mkdir -p "$terraform_copy"
  rm -rf "$terraform_copy"/*
  cp terraform/versions.tf "$terraform_copy"
  init_from_registry || init_from_mirror || return
  cp -r terraform/*.tf terraform/tests "$terraform_copy"
  rm -f "$terraform_copy/backend.tf"
) 5>"$terraform_lock"

# ensure_terraform   Gets the provider, from the registry or else from a mirror on this machine, and makes the copy.
# Returns 1 with the reason in terraform_trouble.
ensure_terraform() {
  command -v terraform >/dev/null || no_terraform 'it is not installed (./scripts/install-terraform.sh does that)' || return
  mkdir -p "$root/.rideshare"
  attempt 'terraform provider' copy_module && return
  ! grep -q 'Unsupported Terraform Core version' "$setup_log" ||
    no_terraform "$(terraform version | head -n 1) is too old (./scripts/install-terraform.sh gives a newer one)" || return
  no_terraform 'its provider is neither in reach of the registry nor in a mirror on this machine (TF_PLUGIN_DIR names one)'
}

# terraform_module COMMAND...   Runs it on the copy.
terraform_module() {
  flock "$terraform_lock" terraform -chdir="$terraform_copy" "$@"
}

# terraform_totals FILE   "PASSED FAILED" of what `terraform test` wrote there; runs that it skipped have failed.
terraform_totals() {
  awk -F '[^0-9]+' '/^(Success|Failure)! /{ print $2, $3 + $4 }' "$1"
}
