variable "region" {
  description = "AWS region that everything is created in."
  type        = string
  default     = "ap-south-1"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be the code of an AWS region, such as ap-south-1."
  }
}

variable "deployment" {
  description = "Name of this deployment. It begins the names of all resources, so that several can live in one account."
  type        = string
  default     = "rideshare"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", var.deployment))
    error_message = "deployment must be 2 to 20 lower-case letters, digits and hyphens, begin with a letter and not end with a hyphen."
  }

  validation {
    condition     = !can(regex("^(internal|sg|sthree|xn)-", var.deployment))
    error_message = "deployment must not begin with internal-, sg-, sthree- or xn-: AWS keeps such names of load balancers, groups and buckets to itself."
  }
}

variable "tags" {
  description = "More tags for every resource, beside Project, Deployment and ManagedBy."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = length(setintersection(keys(var.tags), ["Project", "Deployment", "ManagedBy", "Role", "Name"])) == 0
    error_message = "tags must leave Project, Deployment, ManagedBy, Role and Name alone: the inventory finds the hosts by them."
  }
}
