data "aws_ami" "ubuntu" {
  most_recent = true
  owners      = ["099720109477"] # Canonical

  filter {
    name   = "name"
    values = ["ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-*"]
  }

  filter {
    name   = "virtualization-type"
    values = ["hvm"]
  }
}

resource "aws_key_pair" "admin" {
  key_name   = var.deployment
  public_key = trimspace(var.ssh_public_key)
}

resource "aws_instance" "host" {
  for_each = local.hosts

  ami                    = data.aws_ami.ubuntu.id
  instance_type          = var.instance_types[each.key]
  subnet_id              = aws_subnet.public[0].id
  private_ip             = cidrhost(aws_subnet.public[0].cidr_block, each.value)
  vpc_security_group_ids = [aws_security_group.role[each.key].id]
  key_name               = aws_key_pair.admin.key_name
  iam_instance_profile   = each.key == "dbaas" ? aws_iam_instance_profile.dbaas.name : null

  # One hop: containers do not get at the instance's role.
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  root_block_device {
    volume_type = "gp3"
    volume_size = var.root_volume_sizes[each.key]
    encrypted   = true
    tags        = { Name = "${var.deployment}-${each.key}-root" }
  }

  tags = {
    Name = "${var.deployment}-${each.key}"
    Role = each.key
  }

  # Hosts upgrade themselves. A newer image comes with -replace, one host at a time, when the operator wants it.
  lifecycle {
    ignore_changes = [ami]
  }
}

resource "aws_eip" "host" {
  for_each = local.hosts

  domain = "vpc"

  tags = { Name = "${var.deployment}-${each.key}" }

  depends_on = [aws_internet_gateway.main]
}

# Apart from the address, which therefore outlives the instance.
resource "aws_eip_association" "host" {
  for_each = local.hosts

  allocation_id = aws_eip.host[each.key].id
  instance_id   = aws_instance.host[each.key].id
}
