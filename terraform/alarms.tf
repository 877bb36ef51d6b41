locals {
  alarm_actions = compact([var.alarm_topic_arn])
}

resource "aws_cloudwatch_metric_alarm" "unhealthy_target" {
  for_each = local.services

  alarm_name          = "${var.deployment}-${each.key}-unhealthy"
  alarm_description   = "The ${each.key} host fails the load balancer's health check on /readyz."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "UnHealthyHostCount"
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions

  dimensions = {
    LoadBalancer = aws_lb.main.arn_suffix
    TargetGroup  = aws_lb_target_group.service[each.key].arn_suffix
  }
}

# Also when no target is registered any more, of which the alarm above would not know.
resource "aws_cloudwatch_metric_alarm" "no_healthy_target" {
  for_each = local.services

  alarm_name          = "${var.deployment}-${each.key}-none-healthy"
  alarm_description   = "The load balancer has no ${each.key} host to send requests to."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HealthyHostCount"
  statistic           = "Minimum"
  period              = 60
  evaluation_periods  = 2
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions

  dimensions = {
    LoadBalancer = aws_lb.main.arn_suffix
    TargetGroup  = aws_lb_target_group.service[each.key].arn_suffix
  }
}

# That the database does not answer shows above: without it no service is ready.
resource "aws_cloudwatch_metric_alarm" "status_check" {
  for_each = local.hosts

  alarm_name          = "${var.deployment}-${each.key}-status-check"
  alarm_description   = "EC2's status check of the ${each.key} host fails: the instance, its system, or a volume."
  namespace           = "AWS/EC2"
  metric_name         = "StatusCheckFailed"
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "breaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions

  dimensions = { InstanceId = aws_instance.host[each.key].id }
}
