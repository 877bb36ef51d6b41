mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  admin_cidrs    = ["198.51.100.0/24"]
  ssh_public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9wXtYbTzn1t0DzF3zJ8q2j3bXH0FJ0n5bqOe2l8k7v"
}

run "the_database_is_on_an_encrypted_volume_of_the_dbaas_host" {
  command = plan

  assert {
    condition     = aws_ebs_volume.data.encrypted && aws_ebs_volume.data.type == "gp3"
    error_message = "The data volume must be an encrypted gp3."
  }

  assert {
    condition     = aws_volume_attachment.data.instance_id == aws_instance.host["dbaas"].id && aws_volume_attachment.data.volume_id == aws_ebs_volume.data.id
    error_message = "The data volume must be attached to the dbaas host."
  }

  assert {
    condition     = aws_ebs_volume.data.availability_zone == aws_subnet.public[0].availability_zone && aws_instance.host["dbaas"].subnet_id == aws_subnet.public[0].id
    error_message = "The data volume must be in the zone of the dbaas host."
  }
}

run "the_volume_is_no_part_of_the_instance_and_outlives_it" {
  command = plan

  assert {
    condition     = alltrue([for instance in aws_instance.host : length(coalesce(instance.ebs_block_device, [])) == 0])
    error_message = "A volume that an instance defines is deleted with it."
  }

  assert {
    condition     = aws_volume_attachment.data.stop_instance_before_detaching && !coalesce(aws_volume_attachment.data.skip_destroy, false) && !coalesce(aws_volume_attachment.data.force_detach, false)
    error_message = "A host that is replaced must stop, and so write all it has, before the volume moves on."
  }

  assert {
    condition     = aws_ebs_volume.data.final_snapshot
    error_message = "Whatever deletes the volume must leave a snapshot of it."
  }

  assert {
    condition     = strcontains(file("data-volume.tf"), "prevent_destroy = true") && aws_ebs_volume.data.id != ""
    error_message = "Terraform must refuse to delete the volume."
  }
}

run "the_host_finds_the_volume_by_its_id_whatever_number_its_disk_has" {
  command = plan

  assert {
    condition     = output.data_volume_device == "/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123456789abcdef0"
    error_message = "data_volume_device must be the link that udev makes of the volume's id."
  }
}
