mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  admin_cidrs    = ["198.51.100.0/24"]
  service_cidrs  = ["203.0.113.0/24"]
  ssh_public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9wXtYbTzn1t0DzF3zJ8q2j3bXH0FJ0n5bqOe2l8k7v"

  # SSH, HTTP, HTTPS, ZooKeeper, RabbitMQ and its management, Docker, and the services' own ports.
  ports = [22, 80, 443, 2181, 5672, 15672, 2375, 8000, 8001, 8080, 8081]

  # The ranges that each has an address in. Those with a security group are known by that as well.
  sources = {
    internet      = ["0.0.0.0/0"]
    admins        = ["0.0.0.0/0", "198.51.100.0/24"]
    customers     = ["0.0.0.0/0", "203.0.113.0/24"]
    load-balancer = ["0.0.0.0/0", "10.20.0.0/16"]
    users         = ["0.0.0.0/0", "10.20.0.0/16", "192.0.2.11/32"]
    rides         = ["0.0.0.0/0", "10.20.0.0/16", "192.0.2.12/32"]
    dbaas         = ["0.0.0.0/0", "10.20.0.0/16", "192.0.2.13/32"]
  }

  # What is not here is closed, to everybody.
  reach = {
    "load-balancer:22" = ["admins"]
    "load-balancer:80" = ["customers", "rides"]
    "users:22"         = ["admins"]
    "users:80"         = ["customers", "load-balancer"]
    "rides:22"         = ["admins"]
    "rides:80"         = ["customers", "load-balancer"]
    "dbaas:22"         = ["admins"]
    "dbaas:80"         = ["admins", "users", "rides"]
  }
}

run "each_port_of_each_host_is_open_to_those_in_the_table_only" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for host, group in aws_security_group.role : [
        for port in var.ports : [
          for source, cidrs in var.sources : contains(lookup(var.reach, "${host}:${port}", []), source) == anytrue([
            for rule in concat(
              values(aws_vpc_security_group_ingress_rule.from_cidr),
              values(aws_vpc_security_group_ingress_rule.from_group),
              [aws_vpc_security_group_ingress_rule.load_balancer_from_rides],
              ) : rule.security_group_id == group.id && rule.from_port <= port && rule.to_port >= port && anytrue([
                rule.cidr_ipv4 == null ? false : contains(cidrs, rule.cidr_ipv4),
                rule.referenced_security_group_id == try(aws_security_group.role[source].id, "none"),
            ])
          ])
        ]
      ]
    ]))
    error_message = "Not what the table tells is open, but: ${join(", ", concat(
      keys(aws_vpc_security_group_ingress_rule.from_cidr),
      keys(aws_vpc_security_group_ingress_rule.from_group),
      [aws_vpc_security_group_ingress_rule.load_balancer_from_rides.description],
    ))}."
  }

  assert {
    condition = alltrue([
      for rule in concat(
        values(aws_vpc_security_group_ingress_rule.from_cidr),
        values(aws_vpc_security_group_ingress_rule.from_group),
        [aws_vpc_security_group_ingress_rule.load_balancer_from_rides],
      ) : rule.ip_protocol == "tcp" && rule.from_port == rule.to_port && rule.cidr_ipv6 == null && rule.prefix_list_id == null
    ])
    error_message = "A rule is wider than one TCP port for IPv4 ranges or one security group."
  }
}

run "each_host_is_in_its_own_security_group_and_whatever_has_none_in_a_closed_one" {
  command = plan

  assert {
    condition     = alltrue([for host, instance in aws_instance.host : instance.vpc_security_group_ids == toset([aws_security_group.role[host].id])])
    error_message = "A host is in another security group than its own."
  }

  assert {
    condition     = aws_lb.main.security_groups == toset([aws_security_group.role["load-balancer"].id])
    error_message = "The load balancer is in another security group than its own."
  }

  assert {
    condition     = length(distinct(values(aws_security_group.role)[*].id)) == 4
    error_message = "Two share a security group, or these tests see no difference."
  }

  assert {
    condition     = length(aws_default_security_group.closed.ingress) + length(aws_default_security_group.closed.egress) == 0
    error_message = "The default security group lets something in or out."
  }
}

run "without_other_ranges_the_services_are_open_to_the_internet_and_the_database_is_not" {
  command = plan

  variables {
    service_cidrs = null
  }

  assert {
    condition = toset([
      for rule in values(aws_vpc_security_group_ingress_rule.from_cidr) : rule.description if rule.cidr_ipv4 == "0.0.0.0/0"
    ]) == toset([for host in ["load-balancer", "users", "rides"] : "${host}:80 from 0.0.0.0/0"])
    error_message = "The internet must reach port 80 of the load balancer and of the users and rides hosts, nothing else."
  }
}

run "with_a_certificate_the_load_balancer_is_open_on_port_443_as_on_80" {
  command = plan

  variables {
    certificate_arn = "arn:aws:acm:ap-south-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"
    domain_name     = "rides.example.org"
  }

  assert {
    condition = toset([
      for rule in concat(
        values(aws_vpc_security_group_ingress_rule.from_cidr),
        [aws_vpc_security_group_ingress_rule.load_balancer_from_rides],
      ) : "${rule.from_port} from ${rule.cidr_ipv4}" if rule.security_group_id == aws_security_group.role["load-balancer"].id
    ]) == toset(["22 from 198.51.100.0/24", "80 from 203.0.113.0/24", "443 from 203.0.113.0/24", "443 from 192.0.2.12/32"])
    error_message = "The load balancer must take HTTPS from the customers and the rides host."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.from_cidr) : rule.security_group_id == aws_security_group.role["load-balancer"].id if rule.from_port == 443])
    error_message = "Port 443 is the load balancer's only."
  }
}

run "the_load_balancer_sends_nothing_but_requests_to_the_services" {
  command = plan

  assert {
    condition = {
      for rule in values(aws_vpc_security_group_egress_rule.load_balancer_to_service) : rule.description =>
      [rule.security_group_id, rule.from_port, rule.to_port, rule.referenced_security_group_id]
      } == {
      for host in ["users", "rides"] : "${host}:80" =>
      [aws_security_group.role["load-balancer"].id, 80, 80, aws_security_group.role[host].id]
    }
    error_message = "The load balancer must reach port 80 of the users and rides hosts, and nothing else."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_egress_rule.host) : rule.security_group_id != aws_security_group.role["load-balancer"].id])
    error_message = "The load balancer must not reach the internet."
  }
}
