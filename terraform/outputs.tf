output "region" {
  description = "AWS region of the deployment."
  value       = var.region
}

output "load_balancer_url" {
  description = "Address of the service."
  value       = "${local.https ? "https" : "http"}://${coalesce(var.domain_name, aws_lb.main.dns_name)}"
}

output "load_balancer_dns_name" {
  description = "The load balancer's own name: what the CNAME record of domain_name must point at."
  value       = aws_lb.main.dns_name
}

output "load_balancer_cidrs" {
  description = "Private IPv4 ranges that the load balancer sends requests from."
  value       = aws_subnet.public[*].cidr_block
}

output "hosts" {
  description = "Public address, public name and private address of each host."
  value = {
    for name in keys(local.hosts) : name => {
      public_ip   = aws_eip.host[name].public_ip
      public_name = aws_eip.host[name].public_dns
      private_ip  = aws_instance.host[name].private_ip
    }
  }

  depends_on = [aws_eip_association.host]
}

output "ssh_user" {
  description = "User of the Ubuntu image, who may log in with the key and become root."
  value       = "ubuntu"
}

output "admin_cidrs" {
  description = "IPv4 ranges that reach port 22 of the hosts, and port 80 of the dbaas host."
  value       = var.admin_cidrs
}

output "service_cidrs" {
  description = "IPv4 ranges that reach the load balancer and port 80 of the users and rides hosts."
  value       = var.service_cidrs
}

output "data_volume_device" {
  description = "Path of the database's volume on the dbaas host, whatever number its NVMe disk has."
  value       = "/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${replace(aws_ebs_volume.data.id, "-", "")}"

  depends_on = [aws_volume_attachment.data]
}

output "snapshot_bucket" {
  description = "S3 bucket that the dbaas host writes snapshots of the database to."
  value       = aws_s3_bucket.snapshots.bucket
}
