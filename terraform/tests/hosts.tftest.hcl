mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  admin_cidrs    = ["198.51.100.0/24"]
  ssh_public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9wXtYbTzn1t0DzF3zJ8q2j3bXH0FJ0n5bqOe2l8k7v admin@example.org\n"
}

run "there_is_a_small_ubuntu_host_for_each_part_and_its_tag_role_tells_which" {
  command = plan

  assert {
    condition     = { for host, instance in aws_instance.host : host => instance.tags.Role } == { users = "users", rides = "rides", dbaas = "dbaas" }
    error_message = "The inventory finds the hosts by their tag Role: users, rides, dbaas."
  }

  assert {
    condition     = { for host, instance in aws_instance.host : host => instance.instance_type } == { users = "t3.small", rides = "t3.small", dbaas = "t3.medium" }
    error_message = "The defaults are t3.small, and t3.medium for dbaas."
  }

  assert {
    condition = (
      data.aws_ami.ubuntu.owners == tolist(["099720109477"]) && data.aws_ami.ubuntu.most_recent &&
      anytrue([for filter in data.aws_ami.ubuntu.filter : filter.name == "name" && alltrue([for value in filter.values : strcontains(value, "/ubuntu-noble-24.04-amd64-server-")])])
    )
    error_message = "The image must be Canonical's newest of Ubuntu 24.04."
  }

  assert {
    condition     = alltrue([for instance in aws_instance.host : instance.ami == data.aws_ami.ubuntu.id])
    error_message = "Every host must be made of that image."
  }
}

run "sizes_come_from_variables_each_on_its_own" {
  command = plan

  variables {
    instance_types    = { rides = "c7i.large", dbaas = "r6i.xlarge" }
    root_volume_sizes = { users = 24 }
    data_volume_size  = 200
  }

  assert {
    condition     = { for host, instance in aws_instance.host : host => instance.instance_type } == { users = "t3.small", rides = "c7i.large", dbaas = "r6i.xlarge" }
    error_message = "instance_types must reach the hosts that it names, and leave the others."
  }

  assert {
    condition     = { for host, instance in aws_instance.host : host => instance.root_block_device[0].volume_size } == { users = 24, rides = 16, dbaas = 16 }
    error_message = "root_volume_sizes must reach the hosts that it names, and leave the others."
  }

  assert {
    condition     = aws_ebs_volume.data.size == 200
    error_message = "data_volume_size must reach the data volume."
  }
}

run "hosts_guard_their_role_and_their_disk_and_let_in_who_has_the_key" {
  command = plan

  assert {
    condition = alltrue([
      for instance in aws_instance.host :
      instance.metadata_options[0].http_tokens == "required" && instance.metadata_options[0].http_put_response_hop_limit == 1
    ])
    error_message = "Instance metadata must take IMDSv2 only, and reach one hop."
  }

  assert {
    condition     = alltrue([for instance in aws_instance.host : instance.root_block_device[0].encrypted && instance.root_block_device[0].volume_type == "gp3"])
    error_message = "Every root volume must be an encrypted gp3."
  }

  assert {
    condition     = aws_key_pair.admin.public_key == "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9wXtYbTzn1t0DzF3zJ8q2j3bXH0FJ0n5bqOe2l8k7v admin@example.org"
    error_message = "The key pair must be made of the given public key."
  }

  assert {
    condition     = alltrue([for instance in aws_instance.host : instance.key_name == aws_key_pair.admin.key_name])
    error_message = "Every host must have the key."
  }
}

run "each_host_has_an_address_that_outlives_it" {
  command = plan

  assert {
    condition = { for host, association in aws_eip_association.host : host => [association.allocation_id, association.instance_id] } == {
      for host in ["users", "rides", "dbaas"] : host => [aws_eip.host[host].id, aws_instance.host[host].id]
    }
    error_message = "Each host must have the Elastic IP of its name."
  }

  assert {
    condition     = alltrue([for instance in aws_instance.host : cidrhost("${instance.private_ip}/20", 0) == "10.20.0.0"]) && length(distinct(values(aws_instance.host)[*].private_ip)) == 3
    error_message = "Each host must have a private address of its own, which a new instance takes over."
  }
}

run "everything_says_which_deployment_it_is_of" {
  command = plan

  variables {
    deployment = "trial"
    tags       = { CostCenter = "42" }
  }

  assert {
    condition     = aws_lb.main.name == "trial" && alltrue([for host, instance in aws_instance.host : instance.tags.Name == "trial-${host}"])
    error_message = "Names must begin with that of the deployment."
  }
}
