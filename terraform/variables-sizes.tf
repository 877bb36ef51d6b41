variable "instance_types" {
  description = "Instance type of each host. The services wait for the database most of the time; RabbitMQ, ZooKeeper, the orchestrator and its workers share the dbaas host and need 4 GiB."
  type = object({
    users = optional(string, "t3.small")
    rides = optional(string, "t3.small")
    dbaas = optional(string, "t3.medium")
  })
  default  = {}
  nullable = false

  # Older ones name disks otherwise; the Ubuntu image and ours are for x86-64.
  validation {
    condition     = alltrue([for type in values(var.instance_types) : can(regex("^(t3a?|[cmr][5-9][adinz]*(-flex)?)\\.[a-z0-9-]+$", type))])
    error_message = "instance_types must be x86-64 types on Nitro, of the families t3, t3a, or c, m, r from generation 5 on: not Graviton (t4g, m7g), not t2."
  }
}

variable "root_volume_sizes" {
  description = "Size of each host's root volume, in GiB."
  type = object({
    users = optional(number, 16)
    rides = optional(number, 16)
    dbaas = optional(number, 16)
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for size in values(var.root_volume_sizes) : size >= 8 && size <= 1024 && floor(size) == size])
    error_message = "root_volume_sizes must be whole numbers from 8 to 1024 (GiB)."
  }
}

variable "data_volume_size" {
  description = "Size of the volume that holds the database, in GiB. It can be raised later, never lowered."
  type        = number
  default     = 20
  nullable    = false

  validation {
    condition     = var.data_volume_size >= 10 && var.data_volume_size <= 16384 && floor(var.data_volume_size) == var.data_volume_size
    error_message = "data_volume_size must be a whole number from 10 to 16384 (GiB)."
  }
}

variable "vpc_cidr" {
  description = "Private IPv4 range of the VPC."
  type        = string
  default     = "10.20.0.0/16"
  nullable    = false

  validation {
    condition     = try(cidrsubnet(var.vpc_cidr, 0, 0) == var.vpc_cidr && !strcontains(var.vpc_cidr, ":"), false)
    error_message = "vpc_cidr must be an IPv4 range in CIDR notation without host bits, such as 10.20.0.0/16."
  }

  validation {
    condition     = try(tonumber(split("/", var.vpc_cidr)[1]) >= 16 && tonumber(split("/", var.vpc_cidr)[1]) <= 22, true)
    error_message = "vpc_cidr must be from /16, the widest that AWS takes, to /22, the narrowest with room for a load balancer in each subnet."
  }
}
