"""What the product is made of: operations, queries, events, texts, refusals, principals, permissions, the registry."""
