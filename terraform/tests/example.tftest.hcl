# A deployment as most will have it. The rehearsal reads its plan: packages/rehearsal/src/plan.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  admin_cidrs    = ["198.51.100.0/24"]
  ssh_public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9wXtYbTzn1t0DzF3zJ8q2j3bXH0FJ0n5bqOe2l8k7v"
}

run "a_deployment_as_most_will_have_it" {
  command = plan

  assert {
    condition     = output.load_balancer_url == "http://${aws_lb.main.dns_name}"
    error_message = "The service's address must be the load balancer's."
  }
}
