mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  admin_cidrs    = ["198.51.100.0/24"]
  ssh_public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9wXtYbTzn1t0DzF3zJ8q2j3bXH0FJ0n5bqOe2l8k7v"
}

run "an_operator_is_told_when_a_target_is_unhealthy_or_none_is_left" {
  command = plan

  variables {
    alarm_topic_arn = "arn:aws:sns:ap-south-1:123456789012:operators"
  }

  assert {
    condition = { for service, alarm in aws_cloudwatch_metric_alarm.unhealthy_target : service => [
      alarm.namespace, alarm.metric_name, alarm.comparison_operator, tostring(alarm.threshold), alarm.dimensions.LoadBalancer, alarm.dimensions.TargetGroup,
      ] } == { for service in ["users", "rides"] : service => [
      "AWS/ApplicationELB", "UnHealthyHostCount", "GreaterThanThreshold", "0", aws_lb.main.arn_suffix, aws_lb_target_group.service[service].arn_suffix,
    ] }
    error_message = "There must be an alarm on unhealthy targets of each group."
  }

  assert {
    condition = { for service, alarm in aws_cloudwatch_metric_alarm.no_healthy_target : service => [
      alarm.namespace, alarm.metric_name, alarm.comparison_operator, tostring(alarm.threshold), alarm.treat_missing_data, alarm.dimensions.LoadBalancer, alarm.dimensions.TargetGroup,
      ] } == { for service in ["users", "rides"] : service => [
      "AWS/ApplicationELB", "HealthyHostCount", "LessThanThreshold", "1", "breaching", aws_lb.main.arn_suffix, aws_lb_target_group.service[service].arn_suffix,
    ] }
    error_message = "There must be an alarm when a group has no healthy target, or none at all."
  }

  assert {
    condition     = { for host, alarm in aws_cloudwatch_metric_alarm.status_check : host => [alarm.metric_name, alarm.dimensions.InstanceId] } == { for host, instance in aws_instance.host : host => ["StatusCheckFailed", instance.id] }
    error_message = "There must be an alarm on the status check of each host."
  }

  assert {
    condition = alltrue([
      for alarm in concat(
        values(aws_cloudwatch_metric_alarm.unhealthy_target),
        values(aws_cloudwatch_metric_alarm.no_healthy_target),
        values(aws_cloudwatch_metric_alarm.status_check),
      ) : alarm.alarm_actions == toset([var.alarm_topic_arn]) && alarm.ok_actions == toset([var.alarm_topic_arn])
    ])
    error_message = "Every alarm must be sent to the topic, and that it is over as well."
  }
}

run "without_a_topic_alarms_are_only_shown" {
  command = plan

  assert {
    condition = alltrue([
      for alarm in concat(
        values(aws_cloudwatch_metric_alarm.unhealthy_target),
        values(aws_cloudwatch_metric_alarm.no_healthy_target),
        values(aws_cloudwatch_metric_alarm.status_check),
      ) : length(alarm.alarm_actions) == 0
    ])
    error_message = "Without a topic there is nothing to send alarms to."
  }
}
