mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  admin_cidrs    = ["198.51.100.0/24"]
  ssh_public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9wXtYbTzn1t0DzF3zJ8q2j3bXH0FJ0n5bqOe2l8k7v"
}

run "the_bucket_is_private_encrypted_and_keeps_what_is_written_over" {
  command = plan

  assert {
    condition = (
      aws_s3_bucket_public_access_block.snapshots.bucket == aws_s3_bucket.snapshots.id &&
      aws_s3_bucket_public_access_block.snapshots.block_public_acls &&
      aws_s3_bucket_public_access_block.snapshots.block_public_policy &&
      aws_s3_bucket_public_access_block.snapshots.ignore_public_acls &&
      aws_s3_bucket_public_access_block.snapshots.restrict_public_buckets
    )
    error_message = "Nothing may make the bucket or what is in it public."
  }

  assert {
    condition     = aws_s3_bucket_ownership_controls.snapshots.bucket == aws_s3_bucket.snapshots.id && aws_s3_bucket_ownership_controls.snapshots.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "There must be no access control lists."
  }

  assert {
    condition     = aws_s3_bucket_server_side_encryption_configuration.snapshots.bucket == aws_s3_bucket.snapshots.id && one(one(aws_s3_bucket_server_side_encryption_configuration.snapshots.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "Snapshots must be encrypted."
  }

  assert {
    condition     = aws_s3_bucket_versioning.snapshots.bucket == aws_s3_bucket.snapshots.id && aws_s3_bucket_versioning.snapshots.versioning_configuration[0].status == "Enabled"
    error_message = "The bucket must be versioned."
  }

  assert {
    condition     = aws_s3_bucket_policy.snapshots.bucket == aws_s3_bucket.snapshots.id
    error_message = "The policy must be that of the snapshots' bucket."
  }

  assert {
    condition = jsondecode(aws_s3_bucket_policy.snapshots.policy).Statement == [{
      Sid       = "OnlyOverTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.snapshots.arn, "${aws_s3_bucket.snapshots.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
    error_message = "The bucket must refuse everything that does not come by TLS, and allow nothing."
  }

  assert {
    condition     = !aws_s3_bucket.snapshots.force_destroy
    error_message = "A bucket with snapshots must stop `terraform destroy`."
  }
}

run "the_dbaas_host_may_write_snapshots_and_no_host_anything_else" {
  command = plan

  assert {
    condition = jsondecode(aws_iam_role_policy.write_snapshots.policy).Statement == [{
      Effect   = "Allow"
      Action   = ["s3:PutObject", "s3:AbortMultipartUpload"]
      Resource = "${aws_s3_bucket.snapshots.arn}/*"
    }]
    error_message = "The role must allow writing under the bucket, and nothing else."
  }

  assert {
    condition = jsondecode(aws_iam_role.dbaas.assume_role_policy).Statement == [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
    error_message = "Only EC2 may give the role, to an instance."
  }

  assert {
    condition     = aws_iam_instance_profile.dbaas.role == aws_iam_role.dbaas.name && aws_iam_role_policy.write_snapshots.role == aws_iam_role.dbaas.id
    error_message = "The instance profile must hold the role that the policy is of."
  }

  assert {
    condition     = aws_iam_role.dbaas.name != "" && length(regexall("(?m)^resource \"aws_iam_", join("\n", [for file in fileset(".", "*.tf") : file(file)]))) == 3
    error_message = "There must be no role or policy beside these."
  }

  assert {
    condition     = aws_instance.host["dbaas"].iam_instance_profile == aws_iam_instance_profile.dbaas.name
    error_message = "The dbaas host must have the role."
  }

  assert {
    condition     = aws_instance.host["users"].iam_instance_profile != aws_iam_instance_profile.dbaas.name && aws_instance.host["rides"].iam_instance_profile != aws_iam_instance_profile.dbaas.name
    error_message = "The users and rides hosts need no role."
  }
}

run "snapshots_are_kept_for_as_long_as_the_variable_says" {
  command = plan

  variables {
    snapshot_retention_days = 90
  }

  assert {
    condition = aws_s3_bucket_lifecycle_configuration.snapshots.bucket == aws_s3_bucket.snapshots.id && anytrue([
      for rule in aws_s3_bucket_lifecycle_configuration.snapshots.rule :
      rule.status == "Enabled" && try(rule.expiration[0].days == 90 && rule.noncurrent_version_expiration[0].noncurrent_days == 90, false)
    ])
    error_message = "Snapshots, and versions that were written over, must go after so many days."
  }

  assert {
    condition = anytrue([
      for rule in aws_s3_bucket_lifecycle_configuration.snapshots.rule :
      rule.status == "Enabled" && try(rule.abort_incomplete_multipart_upload[0].days_after_initiation == 1, false)
    ])
    error_message = "What was written in part must go."
  }
}

run "terraform_deletes_snapshots_when_told_to" {
  command = plan

  variables {
    delete_snapshots_on_destroy = true
  }

  assert {
    condition     = aws_s3_bucket.snapshots.force_destroy
    error_message = "delete_snapshots_on_destroy must reach the bucket."
  }
}
