"""What stands beside the questions of a home visit."""
