mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  admin_cidrs    = ["198.51.100.0/24"]
  ssh_public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9wXtYbTzn1t0DzF3zJ8q2j3bXH0FJ0n5bqOe2l8k7v"
}

run "the_inventory_finds_what_it_needs_in_the_outputs" {
  command = plan

  assert {
    condition     = output.region == "ap-south-1" && output.ssh_user == "ubuntu"
    error_message = "region and ssh_user must be those of the deployment."
  }

  assert {
    condition     = output.load_balancer_url == "http://${output.load_balancer_dns_name}"
    error_message = "Without a domain name the load balancer's own is the address."
  }

  assert {
    condition     = output.load_balancer_cidrs == ["10.20.0.0/20", "10.20.16.0/20"]
    error_message = "load_balancer_cidrs must be the subnets of the load balancer."
  }

  assert {
    condition = output.hosts == {
      users = { public_ip = "192.0.2.11", public_name = "ec2-192-0-2-11.ap-south-1.compute.amazonaws.com", private_ip = "10.20.0.11" }
      rides = { public_ip = "192.0.2.12", public_name = "ec2-192-0-2-12.ap-south-1.compute.amazonaws.com", private_ip = "10.20.0.12" }
      dbaas = { public_ip = "192.0.2.13", public_name = "ec2-192-0-2-13.ap-south-1.compute.amazonaws.com", private_ip = "10.20.0.13" }
    }
    error_message = "hosts must hold the addresses of the three hosts."
  }

  assert {
    condition     = output.admin_cidrs == tolist(["198.51.100.0/24"]) && output.service_cidrs == tolist(["0.0.0.0/0"])
    error_message = "The ranges must be those that the security groups are made of."
  }

  assert {
    condition     = output.snapshot_bucket == aws_s3_bucket.snapshots.bucket
    error_message = "snapshot_bucket must be the bucket that the dbaas host may write to."
  }
}

run "there_are_no_outputs_but_these_each_is_described_and_none_holds_a_secret" {
  command = plan

  assert {
    condition = output.region != "" && toset(flatten(regexall("(?m)^output \"([a-z_]+)\" \\{\n  description = \"", file("outputs.tf")))) == toset([
      "region",
      "load_balancer_url",
      "load_balancer_dns_name",
      "load_balancer_cidrs",
      "hosts",
      "ssh_user",
      "admin_cidrs",
      "service_cidrs",
      "data_volume_device",
      "snapshot_bucket",
    ])
    error_message = "These are what the inventory reads and what an operator needs."
  }

  assert {
    condition     = output.region != "" && length(regexall("(?m)^output ", file("outputs.tf"))) == 10
    error_message = "An output has no description."
  }

  # Of the key there is none; a mark of sensitivity would tell that a secret has come in.
  assert {
    condition = !issensitive([
      output.region, output.load_balancer_url, output.load_balancer_dns_name, output.load_balancer_cidrs, output.hosts, output.ssh_user,
      output.admin_cidrs, output.service_cidrs, output.data_volume_device, output.snapshot_bucket,
    ])
    error_message = "An output is made of something secret."
  }

  assert {
    condition = output.region != "" && alltrue([
      for file in fileset(".", "*.tf") :
      length(regexall("(?i)sensitive\\s*=|private_key|password|secret|aws_iam_access_key|user_data", file(file))) == 0
    ])
    error_message = "Terraform neither takes nor makes a secret: its state would hold it."
  }
}
