locals {
  # Each host's place in its subnet. A host that is replaced keeps its private address.
  hosts = {
    users = 11
    rides = 12
    dbaas = 13
  }

  # The hosts behind the load balancer.
  services = toset(["users", "rides"])

  https = var.certificate_arn != null
}
