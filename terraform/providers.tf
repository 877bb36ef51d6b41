provider "aws" {
  region = var.region

  default_tags {
    tags = merge(var.tags, {
      Project    = "rideshare"
      Deployment = var.deployment
      ManagedBy  = "terraform"
    })
  }
}
