resource "aws_lb" "main" {
  name                       = var.deployment
  load_balancer_type         = "application"
  internal                   = false
  security_groups            = [aws_security_group.role["load-balancer"].id]
  subnets                    = aws_subnet.public[*].id
  idle_timeout               = 60
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection

  depends_on = [aws_route.internet]
}

resource "aws_lb_target_group" "service" {
  for_each = local.services

  name                 = "${var.deployment}-${each.key}"
  vpc_id               = aws_vpc.main.id
  target_type          = "instance"
  protocol             = "HTTP"
  port                 = 80
  deregistration_delay = 30

  health_check {
    path                = "/readyz"
    matcher             = "200"
    interval            = 10
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_target_group_attachment" "service" {
  for_each = local.services

  target_group_arn = aws_lb_target_group.service[each.key].arn
  target_id        = aws_instance.host[each.key].id
}
