# What AWS would answer, already in the plan, so that the tests can follow one resource to another.

mock_data "aws_availability_zones" {
  defaults = { names = ["ap-south-1a", "ap-south-1b", "ap-south-1c"] }
}

mock_data "aws_ami" {
  defaults = { id = "ami-0123456789abcdef0" }
}

mock_resource "aws_security_group" {
  override_during = plan
}

mock_resource "aws_subnet" {
  override_during = plan
}

mock_resource "aws_instance" {
  override_during = plan
}

mock_resource "aws_iam_role" {
  override_during = plan
}

mock_resource "aws_iam_instance_profile" {
  override_during = plan
}

mock_resource "aws_ebs_volume" {
  override_during = plan
  defaults        = { id = "vol-0123456789abcdef0" }
}

mock_resource "aws_lb" {
  override_during = plan
  defaults = {
    arn        = "arn:aws:elasticloadbalancing:ap-south-1:123456789012:loadbalancer/app/rideshare/0123456789abcdef"
    arn_suffix = "app/rideshare/0123456789abcdef"
    dns_name   = "rideshare-1234567890.ap-south-1.elb.amazonaws.com"
  }
}

mock_resource "aws_s3_bucket" {
  override_during = plan
  defaults = {
    id     = "rideshare-snapshots-0123456789"
    bucket = "rideshare-snapshots-0123456789"
    arn    = "arn:aws:s3:::rideshare-snapshots-0123456789"
  }
}

override_resource {
  target          = aws_eip.host["users"]
  override_during = plan
  values = {
    public_ip  = "192.0.2.11"
    public_dns = "ec2-192-0-2-11.ap-south-1.compute.amazonaws.com"
  }
}

override_resource {
  target          = aws_eip.host["rides"]
  override_during = plan
  values = {
    public_ip  = "192.0.2.12"
    public_dns = "ec2-192-0-2-12.ap-south-1.compute.amazonaws.com"
  }
}

override_resource {
  target          = aws_eip.host["dbaas"]
  override_during = plan
  values = {
    public_ip  = "192.0.2.13"
    public_dns = "ec2-192-0-2-13.ap-south-1.compute.amazonaws.com"
  }
}

override_resource {
  target          = aws_lb_target_group.service["users"]
  override_during = plan
  values = {
    arn        = "arn:aws:elasticloadbalancing:ap-south-1:123456789012:targetgroup/rideshare-users/0123456789abcdef"
    arn_suffix = "targetgroup/rideshare-users/0123456789abcdef"
  }
}

override_resource {
  target          = aws_lb_target_group.service["rides"]
  override_during = plan
  values = {
    arn        = "arn:aws:elasticloadbalancing:ap-south-1:123456789012:targetgroup/rideshare-rides/0123456789abcdef"
    arn_suffix = "targetgroup/rideshare-rides/0123456789abcdef"
  }
}

override_resource {
  target          = aws_lb_listener.http
  override_during = plan
  values          = { arn = "arn:aws:elasticloadbalancing:ap-south-1:123456789012:listener/app/rideshare/0123456789abcdef/0000000000000080" }
}

override_resource {
  target          = aws_lb_listener.https
  override_during = plan
  values          = { arn = "arn:aws:elasticloadbalancing:ap-south-1:123456789012:listener/app/rideshare/0123456789abcdef/0000000000000443" }
}
