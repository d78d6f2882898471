"""What people see in Slack: cards, forms, answers, help, Home."""
