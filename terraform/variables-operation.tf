variable "deletion_protection" {
  description = "Whether AWS refuses to delete the load balancer, and with it the service's address."
  type        = bool
  default     = true
  nullable    = false
}

variable "alarm_topic_arn" {
  description = "SNS topic that alarms are sent to. Null: they can only be seen in CloudWatch."
  type        = string
  default     = null

  validation {
    condition     = var.alarm_topic_arn == null || can(regex("^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", var.alarm_topic_arn))
    error_message = "alarm_topic_arn must be the ARN of an SNS topic, not FIFO: arn:aws:sns:REGION:ACCOUNT:NAME."
  }

  validation {
    condition     = try(split(":", var.alarm_topic_arn)[3] == var.region, true)
    error_message = "alarm_topic_arn must name a topic in the deployment's own region."
  }
}

variable "snapshot_retention_days" {
  description = "Days after which a snapshot of the database is removed from its bucket."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.snapshot_retention_days >= 1 && var.snapshot_retention_days <= 3650 && floor(var.snapshot_retention_days) == var.snapshot_retention_days
    error_message = "snapshot_retention_days must be a whole number from 1 to 3650."
  }
}

variable "delete_snapshots_on_destroy" {
  description = "Whether `terraform destroy` may delete the snapshots with their bucket. Otherwise it stops at a bucket that is not empty."
  type        = bool
  default     = false
  nullable    = false
}
