"""What was read, let out and erased (DPA 2018 s.62)."""
