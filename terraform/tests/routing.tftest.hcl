mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  admin_cidrs    = ["198.51.100.0/24"]
  ssh_public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9wXtYbTzn1t0DzF3zJ8q2j3bXH0FJ0n5bqOe2l8k7v"
}

run "paths_of_users_go_to_the_users_host_and_all_others_to_the_rides_host" {
  command = plan

  assert {
    condition     = aws_lb_listener.http.port == 80 && aws_lb_listener.http.protocol == "HTTP"
    error_message = "The load balancer must listen on port 80."
  }

  assert {
    condition = (
      aws_lb_listener.http.default_action[0].type == "forward" &&
      aws_lb_listener.http.default_action[0].target_group_arn == aws_lb_target_group.service["rides"].arn
    )
    error_message = "What no rule takes must go to rides."
  }

  assert {
    condition = (
      aws_lb_listener_rule.users.listener_arn == aws_lb_listener.http.arn &&
      aws_lb_listener_rule.users.action[0].type == "forward" &&
      aws_lb_listener_rule.users.action[0].target_group_arn == aws_lb_target_group.service["users"].arn
    )
    error_message = "The rule of users must send them to users."
  }

  assert {
    condition     = one(one(aws_lb_listener_rule.users.condition).path_pattern).values == toset(["/api/v1/users*", "/status/users"])
    error_message = "The rule of users must match their API and their status."
  }

  assert {
    condition     = length(aws_lb_listener.https) == 0 && startswith(output.load_balancer_url, "http://")
    error_message = "Without a certificate there is no HTTPS."
  }
}

run "with_a_certificate_the_same_rules_hold_for_https_and_http_only_shows_the_way" {
  command = plan

  variables {
    certificate_arn = "arn:aws:acm:ap-south-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"
    domain_name     = "rides.example.org"
  }

  assert {
    condition = (
      aws_lb_listener.https[0].port == 443 &&
      aws_lb_listener.https[0].protocol == "HTTPS" &&
      aws_lb_listener.https[0].certificate_arn == var.certificate_arn &&
      strcontains(aws_lb_listener.https[0].ssl_policy, "TLS13-1-2-")
    )
    error_message = "The load balancer must speak HTTPS with the certificate, by TLS 1.2 and 1.3 only."
  }

  assert {
    condition     = aws_lb_listener.https[0].default_action[0].target_group_arn == aws_lb_target_group.service["rides"].arn
    error_message = "What no rule takes must go to rides."
  }

  assert {
    condition = (
      aws_lb_listener_rule.users.listener_arn == aws_lb_listener.https[0].arn &&
      aws_lb_listener_rule.users.action[0].target_group_arn == aws_lb_target_group.service["users"].arn
    )
    error_message = "The rule of users must hold for HTTPS."
  }

  assert {
    condition = (
      aws_lb_listener.http.default_action[0].type == "redirect" &&
      aws_lb_listener.http.default_action[0].target_group_arn == null &&
      aws_lb_listener.http.default_action[0].redirect[0].protocol == "HTTPS" &&
      aws_lb_listener.http.default_action[0].redirect[0].port == "443"
    )
    error_message = "HTTP must do nothing but redirect to HTTPS."
  }

  assert {
    condition     = output.load_balancer_url == "https://rides.example.org"
    error_message = "The address must be one that the certificate is valid for."
  }
}

run "a_target_is_a_host_of_ours_that_says_it_is_ready" {
  command = plan

  assert {
    condition = alltrue([
      for service, group in aws_lb_target_group.service :
      group.port == 80 && group.protocol == "HTTP" && group.health_check[0].path == "/readyz" && group.health_check[0].matcher == "200"
    ])
    error_message = "A target must answer /readyz with 200 on port 80."
  }

  assert {
    condition = { for service, target in aws_lb_target_group_attachment.service : service => [target.target_group_arn, target.target_id] } == {
      for service in ["users", "rides"] : service => [aws_lb_target_group.service[service].arn, aws_instance.host[service].id]
    }
    error_message = "Each group must have the host of its name as its only target."
  }

  assert {
    condition     = alltrue([for group in values(aws_lb_target_group.service) : group.health_check[0].timeout < group.health_check[0].interval])
    error_message = "A health check must end before the next one begins."
  }
}

run "the_load_balancer_is_a_public_one_that_lets_no_odd_header_through" {
  command = plan

  assert {
    condition     = aws_lb.main.load_balancer_type == "application" && !aws_lb.main.internal
    error_message = "It must be a public application load balancer."
  }

  assert {
    condition     = aws_lb.main.subnets == toset(aws_subnet.public[*].id) && length(distinct(aws_subnet.public[*].availability_zone)) == 2
    error_message = "It must be in two zones."
  }

  assert {
    condition     = aws_lb.main.drop_invalid_header_fields && aws_lb.main.idle_timeout == 60
    error_message = "It must drop invalid headers, and idle connections after 60 seconds: nginx on the hosts relies on both."
  }

  assert {
    condition     = aws_lb.main.enable_deletion_protection
    error_message = "It must be protected against deletion."
  }
}

run "deletion_protection_can_be_lifted" {
  command = plan

  variables {
    deletion_protection = false
  }

  assert {
    condition     = !aws_lb.main.enable_deletion_protection
    error_message = "deletion_protection must reach the load balancer."
  }
}
