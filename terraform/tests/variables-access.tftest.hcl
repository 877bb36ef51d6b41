mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  admin_cidrs    = ["198.51.100.0/24"]
  ssh_public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9wXtYbTzn1t0DzF3zJ8q2j3bXH0FJ0n5bqOe2l8k7v"
}

run "the_admin_range_is_not_the_internet" {
  command = plan

  variables {
    admin_cidrs = ["203.0.113.0/24", "0.0.0.0/0"]
  }

  expect_failures = [var.admin_cidrs]
}

run "the_admin_range_is_not_half_the_internet" {
  command = plan

  variables {
    admin_cidrs = ["0.0.0.0/1", "128.0.0.0/1"]
  }

  expect_failures = [var.admin_cidrs]
}

run "there_are_ranges" {
  command = plan

  variables {
    admin_cidrs   = []
    service_cidrs = []
  }

  expect_failures = [var.admin_cidrs, var.service_cidrs]
}

run "ranges_are_in_cidr_notation" {
  command = plan

  variables {
    admin_cidrs   = ["203.0.113.7"]
    service_cidrs = ["everybody"]
    vpc_cidr      = "10.20.0.0"
  }

  expect_failures = [var.admin_cidrs, var.service_cidrs, var.vpc_cidr]
}

run "ranges_have_no_host_bits" {
  command = plan

  variables {
    admin_cidrs   = ["203.0.113.7/24"]
    service_cidrs = ["203.0.113.7/24"]
    vpc_cidr      = "10.20.0.1/16"
  }

  expect_failures = [var.admin_cidrs, var.service_cidrs, var.vpc_cidr]
}

run "ranges_are_of_ipv4" {
  command = plan

  variables {
    admin_cidrs   = ["2001:db8::/32"]
    service_cidrs = ["::/0"]
    vpc_cidr      = "fd00:20::/20"
  }

  expect_failures = [var.admin_cidrs, var.service_cidrs, var.vpc_cidr]
}

run "the_network_is_not_wider_than_aws_allows" {
  command = plan

  variables {
    vpc_cidr = "10.0.0.0/8"
  }

  expect_failures = [var.vpc_cidr]
}

run "the_network_has_room_for_the_load_balancer" {
  command = plan

  variables {
    vpc_cidr = "10.20.0.0/24"
  }

  expect_failures = [var.vpc_cidr]
}

run "the_public_key_is_not_the_private_one" {
  command = plan

  variables {
    ssh_public_key = "-----BEGIN OPENSSH PRIVATE KEY-----"
  }

  expect_failures = [var.ssh_public_key]
}

run "the_public_key_is_not_the_name_of_its_file" {
  command = plan

  variables {
    ssh_public_key = "~/.ssh/id_ed25519.pub"
  }

  expect_failures = [var.ssh_public_key]
}

run "the_public_key_is_of_a_kind_that_ec2_takes" {
  command = plan

  variables {
    ssh_public_key = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABB"
  }

  expect_failures = [var.ssh_public_key]
}

run "there_is_one_public_key" {
  command = plan

  variables {
    ssh_public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9w\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9x"
  }

  expect_failures = [var.ssh_public_key]
}

run "a_certificate_comes_with_the_name_it_is_for" {
  command = plan

  variables {
    certificate_arn = "arn:aws:acm:ap-south-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"
  }

  expect_failures = [var.certificate_arn]
}

run "a_domain_name_is_no_url" {
  command = plan

  variables {
    domain_name = "https://rides.example.org"
  }

  expect_failures = [var.domain_name]
}

run "single_addresses_an_rsa_key_and_a_narrow_network_will_do" {
  command = plan

  variables {
    admin_cidrs    = ["203.0.113.7/32", "10.0.0.0/8"]
    service_cidrs  = ["203.0.113.0/24", "198.51.100.7/32"]
    ssh_public_key = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 admin@example.org"
    vpc_cidr       = "192.168.4.0/22"
  }

  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.from_cidr) == 16 && aws_instance.host["dbaas"].private_ip == "192.168.4.13"
    error_message = "Each range must get its rules, and the hosts be in the network."
  }
}
