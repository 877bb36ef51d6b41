# The database lives here, not on the instance: replacing the dbaas host moves the volume to the new one. Nothing in
# Terraform deletes it, README.md tells how to; and whoever takes prevent_destroy away still gets a last EBS snapshot.
resource "aws_ebs_volume" "data" {
  availability_zone = aws_subnet.public[0].availability_zone
  type              = "gp3"
  size              = var.data_volume_size
  encrypted         = true
  final_snapshot    = true

  tags = { Name = "${var.deployment}-data" }

  lifecycle {
    prevent_destroy = true
  }
}

# The name is what the EC2 interface asks for; the host sees an NVMe disk, which data_volume_device in outputs.tf finds.
resource "aws_volume_attachment" "data" {
  device_name                    = "/dev/sdf"
  volume_id                      = aws_ebs_volume.data.id
  instance_id                    = aws_instance.host["dbaas"].id
  stop_instance_before_detaching = true
}
