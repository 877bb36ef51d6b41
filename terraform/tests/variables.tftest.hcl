mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  admin_cidrs    = ["198.51.100.0/24"]
  ssh_public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9wXtYbTzn1t0DzF3zJ8q2j3bXH0FJ0n5bqOe2l8k7v"
}

run "sizes_and_times_are_not_too_small" {
  command = plan

  variables {
    root_volume_sizes       = { users = 4 }
    data_volume_size        = 5
    snapshot_retention_days = 0
  }

  expect_failures = [var.root_volume_sizes, var.data_volume_size, var.snapshot_retention_days]
}

run "sizes_and_times_are_not_too_large" {
  command = plan

  variables {
    root_volume_sizes       = { rides = 2000 }
    data_volume_size        = 20000
    snapshot_retention_days = 3651
  }

  expect_failures = [var.root_volume_sizes, var.data_volume_size, var.snapshot_retention_days]
}

run "sizes_and_times_are_whole_numbers" {
  command = plan

  variables {
    root_volume_sizes       = { dbaas = 16.5 }
    data_volume_size        = 20.5
    snapshot_retention_days = 1.5
  }

  expect_failures = [var.root_volume_sizes, var.data_volume_size, var.snapshot_retention_days]
}

run "an_instance_type_is_not_of_graviton" {
  command = plan

  variables {
    instance_types = { users = "t4g.small" }
  }

  expect_failures = [var.instance_types]
}

run "an_instance_type_is_not_of_graviton_with_a_disk" {
  command = plan

  variables {
    instance_types = { rides = "m7gd.large" }
  }

  expect_failures = [var.instance_types]
}

run "an_instance_type_is_not_older_than_nitro" {
  command = plan

  variables {
    instance_types = { dbaas = "t2.medium" }
  }

  expect_failures = [var.instance_types]
}

run "an_instance_type_has_a_size" {
  command = plan

  variables {
    instance_types = { dbaas = "t3" }
  }

  expect_failures = [var.instance_types]
}

run "names_are_in_lower_case" {
  command = plan

  variables {
    region     = "Mumbai"
    deployment = "RideShare"
  }

  expect_failures = [var.region, var.deployment]
}

run "a_region_is_no_zone_and_no_name_ends_with_a_hyphen" {
  command = plan

  variables {
    region     = "ap-south-1a"
    deployment = "rideshare-"
  }

  expect_failures = [var.region, var.deployment]
}

run "a_deployments_name_is_short_enough_for_what_is_named_after_it" {
  command = plan

  variables {
    deployment = "a-name-of-21-letters-x"
  }

  expect_failures = [var.deployment]
}

run "a_deployments_name_begins_with_a_letter" {
  command = plan

  variables {
    deployment = "2nd"
  }

  expect_failures = [var.deployment]
}

run "names_that_aws_keeps_to_itself_and_tags_that_the_inventory_goes_by_are_left_alone" {
  command = plan

  variables {
    deployment = "sg-rideshare"
    tags       = { Project = "another" }
  }

  expect_failures = [var.deployment, var.tags]
}

run "arns_are_of_a_certificate_and_of_a_topic" {
  command = plan

  variables {
    certificate_arn = "arn:aws:iam::123456789012:server-certificate/rides"
    domain_name     = "rides.example.org"
    alarm_topic_arn = "arn:aws:sqs:ap-south-1:123456789012:operators"
  }

  expect_failures = [var.certificate_arn, var.alarm_topic_arn]
}

run "arns_are_of_the_deployments_region" {
  command = plan

  variables {
    region          = "eu-central-1"
    certificate_arn = "arn:aws:acm:ap-south-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"
    domain_name     = "rides.example.org"
    alarm_topic_arn = "arn:aws:sns:ap-south-1:123456789012:operators"
  }

  expect_failures = [var.certificate_arn, var.alarm_topic_arn]
}

run "an_alarm_topic_is_not_fifo" {
  command = plan

  variables {
    alarm_topic_arn = "arn:aws:sns:ap-south-1:123456789012:operators.fifo"
  }

  expect_failures = [var.alarm_topic_arn]
}

run "other_regions_larger_hosts_and_a_name_of_twenty_characters_will_do" {
  command = plan

  variables {
    region           = "eu-central-1"
    deployment       = "a-name-of-20-letters"
    instance_types   = { users = "t3a.medium", rides = "m7i-flex.large", dbaas = "r5.2xlarge" }
    data_volume_size = 16384
  }

  assert {
    condition     = output.region == "eu-central-1" && aws_instance.host["dbaas"].instance_type == "r5.2xlarge"
    error_message = "They must be those of the variables."
  }
}
