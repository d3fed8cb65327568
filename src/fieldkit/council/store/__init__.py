"""What the council server keeps: headers and feeds in clear, payloads and names sealed."""
