locals {
  # Who may connect to what, by TCP. Nothing else is let in; the firewalls of the hosts say the same.
  openings = concat(
    [
      { to = "load-balancer", port = 22, cidrs = var.admin_cidrs, groups = [] },
      { to = "load-balancer", port = 80, cidrs = var.service_cidrs, groups = [] },
      { to = "users", port = 22, cidrs = var.admin_cidrs, groups = [] },
      { to = "users", port = 80, cidrs = var.service_cidrs, groups = ["load-balancer"] },
      { to = "rides", port = 22, cidrs = var.admin_cidrs, groups = [] },
      { to = "rides", port = 80, cidrs = var.service_cidrs, groups = ["load-balancer"] },
      { to = "dbaas", port = 22, cidrs = var.admin_cidrs, groups = [] },
      { to = "dbaas", port = 80, cidrs = var.admin_cidrs, groups = ["users", "rides"] },
    ],
    local.https ? [{ to = "load-balancer", port = 443, cidrs = var.service_cidrs, groups = [] }] : [],
  )

  openings_to_cidrs = merge([for opening in local.openings : {
    for cidr in opening.cidrs : "${opening.to}:${opening.port} from ${cidr}" => merge(opening, { cidr = cidr })
  }]...)

  openings_to_groups = merge([for opening in local.openings : {
    for group in opening.groups : "${opening.to}:${opening.port} from ${group}" => merge(opening, { group = group })
  }]...)
}

resource "aws_security_group" "role" {
  for_each = toset(concat(["load-balancer"], keys(local.hosts)))

  name        = "${var.deployment}-${each.key}"
  description = "RideShare: ${each.key}"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "${var.deployment}-${each.key}" }
}

# Whatever is started in the VPC without a group of its own gets this one, which lets nothing in or out.
resource "aws_default_security_group" "closed" {
  vpc_id  = aws_vpc.main.id
  ingress = []
  egress  = []

  tags = { Name = "${var.deployment}-closed" }
}

resource "aws_vpc_security_group_ingress_rule" "from_cidr" {
  for_each = local.openings_to_cidrs

  security_group_id = aws_security_group.role[each.value.to].id
  description       = each.key
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
  cidr_ipv4         = each.value.cidr
}

resource "aws_vpc_security_group_ingress_rule" "from_group" {
  for_each = local.openings_to_groups

  security_group_id            = aws_security_group.role[each.value.to].id
  description                  = each.key
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  referenced_security_group_id = aws_security_group.role[each.value.group].id
}

# The rides service asks the users service through the load balancer's public name, so it comes from its public address.
resource "aws_vpc_security_group_ingress_rule" "load_balancer_from_rides" {
  security_group_id = aws_security_group.role["load-balancer"].id
  description       = "load-balancer:${local.https ? 443 : 80} from the rides host"
  ip_protocol       = "tcp"
  from_port         = local.https ? 443 : 80
  to_port           = local.https ? 443 : 80
  cidr_ipv4         = "${aws_eip.host["rides"].public_ip}/32"
}

resource "aws_vpc_security_group_egress_rule" "load_balancer_to_service" {
  for_each = local.services

  security_group_id            = aws_security_group.role["load-balancer"].id
  description                  = "${each.key}:80"
  ip_protocol                  = "tcp"
  from_port                    = 80
  to_port                      = 80
  referenced_security_group_id = aws_security_group.role[each.key].id
}

# Packages, images, snapshots, the database and the load balancer; NTP beside Amazon's own clock, which needs no rule.
resource "aws_vpc_security_group_egress_rule" "host" {
  for_each = merge([for host in keys(local.hosts) : {
    "${host} to HTTP"  = { host = host, protocol = "tcp", port = 80 }
    "${host} to HTTPS" = { host = host, protocol = "tcp", port = 443 }
    "${host} to NTP"   = { host = host, protocol = "udp", port = 123 }
  }]...)

  security_group_id = aws_security_group.role[each.value.host].id
  description       = each.key
  ip_protocol       = each.value.protocol
  from_port         = each.value.port
  to_port           = each.value.port
  cidr_ipv4         = "0.0.0.0/0"
}
