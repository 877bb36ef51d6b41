variable "admin_cidrs" {
  description = "IPv4 ranges of those who run the deployment: the only ones that reach port 22, and port 80 of the dbaas host."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.admin_cidrs) > 0
    error_message = "admin_cidrs must name at least one range, else nobody can set the hosts up."
  }

  validation {
    condition     = alltrue([for cidr in var.admin_cidrs : try(cidrsubnet(cidr, 0, 0) == cidr && !strcontains(cidr, ":"), false)])
    error_message = "admin_cidrs must be IPv4 ranges in CIDR notation without host bits, such as 203.0.113.7/32 or 203.0.113.0/24."
  }

  validation {
    condition     = alltrue([for cidr in var.admin_cidrs : try(tonumber(split("/", cidr)[1]) >= 8, true)])
    error_message = "admin_cidrs must not be open to the internet: no range may be wider than /8."
  }
}

variable "service_cidrs" {
  description = "IPv4 ranges that may reach the load balancer and port 80 of the users and rides hosts."
  type        = list(string)
  default     = ["0.0.0.0/0"]
  nullable    = false

  validation {
    condition     = length(var.service_cidrs) > 0
    error_message = "service_cidrs must name at least one range, else nobody can use the service."
  }

  validation {
    condition     = alltrue([for cidr in var.service_cidrs : try(cidrsubnet(cidr, 0, 0) == cidr && !strcontains(cidr, ":"), false)])
    error_message = "service_cidrs must be IPv4 ranges in CIDR notation without host bits, such as 0.0.0.0/0 or 203.0.113.0/24."
  }
}

variable "ssh_public_key" {
  description = "OpenSSH public key, RSA or Ed25519, of those who run the deployment. The private one never leaves them."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^ssh-(ed25519|rsa) AAAA[A-Za-z0-9+/]+={0,3}( [^\\n]*)?\\n?$", var.ssh_public_key))
    error_message = "ssh_public_key must be the one line of an RSA or Ed25519 public key file: ssh-ed25519 AAAA… comment."
  }
}

variable "certificate_arn" {
  description = "ACM certificate for domain_name. With it the load balancer speaks HTTPS, and sends those who come by HTTP there."
  type        = string
  default     = null

  validation {
    condition     = var.certificate_arn == null || can(regex("^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9a-f-]+$", var.certificate_arn))
    error_message = "certificate_arn must be the ARN of an ACM certificate: arn:aws:acm:REGION:ACCOUNT:certificate/ID."
  }

  validation {
    condition     = try(split(":", var.certificate_arn)[3] == var.region, true)
    error_message = "certificate_arn must name a certificate in the deployment's own region."
  }

  validation {
    condition     = var.certificate_arn == null || var.domain_name != null
    error_message = "certificate_arn needs domain_name: no certificate is valid for the load balancer's own name."
  }
}

variable "domain_name" {
  description = "Public name of the service, whose CNAME record points at the output load_balancer_dns_name. Null: that name is used."
  type        = string
  default     = null

  validation {
    condition     = var.domain_name == null || can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.domain_name))
    error_message = "domain_name must be a host name in lower case, such as rides.example.org."
  }
}
