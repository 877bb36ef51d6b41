# Applied, but for the data volume, which nothing could take away again.

mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["ap-south-1a", "ap-south-1b", "ap-south-1c"] }
  }

  mock_data "aws_ami" {
    defaults = { id = "ami-0123456789abcdef0" }
  }
}

variables {
  admin_cidrs    = ["198.51.100.0/24"]
  ssh_public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9wXtYbTzn1t0DzF3zJ8q2j3bXH0FJ0n5bqOe2l8k7v"
}

run "hosts_run" {
  plan_options {
    target = [aws_instance.host]
  }

  assert {
    condition     = aws_instance.host["users"].ami == "ami-0123456789abcdef0"
    error_message = "The hosts must be made of the newest image."
  }
}

run "a_newer_image_does_not_replace_a_running_host" {
  plan_options {
    target = [aws_instance.host]
  }

  override_data {
    target = data.aws_ami.ubuntu
    values = { id = "ami-0fedcba9876543210" }
  }

  assert {
    condition     = data.aws_ami.ubuntu.id != "ami-0123456789abcdef0" && alltrue([for instance in aws_instance.host : instance.ami == "ami-0123456789abcdef0"])
    error_message = "The hosts must stay as they are."
  }
}

run "a_zone_that_is_gone_for_a_while_does_not_move_the_subnets" {
  plan_options {
    target = [aws_subnet.public]
  }

  override_data {
    target = data.aws_availability_zones.available
    values = { names = ["ap-south-1b", "ap-south-1c"] }
  }

  assert {
    condition     = aws_subnet.public[*].availability_zone == ["ap-south-1a", "ap-south-1b"]
    error_message = "The subnets, and the data volume with them, must stay where they are."
  }
}
