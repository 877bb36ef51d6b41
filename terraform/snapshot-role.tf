# What the dbaas host may do in AWS: write snapshots. It can neither read, list nor delete them.
resource "aws_iam_role" "dbaas" {
  name_prefix = "${var.deployment}-dbaas-"
  description = "RideShare: writes snapshots of the database"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "write_snapshots" {
  name = "write-snapshots"
  role = aws_iam_role.dbaas.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:PutObject", "s3:AbortMultipartUpload"]
      Resource = "${aws_s3_bucket.snapshots.arn}/*"
    }]
  })
}

resource "aws_iam_instance_profile" "dbaas" {
  name_prefix = "${var.deployment}-dbaas-"
  role        = aws_iam_role.dbaas.name
}
