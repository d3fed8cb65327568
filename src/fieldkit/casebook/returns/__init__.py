"""What is counted and leaves the service: figures, never names."""
