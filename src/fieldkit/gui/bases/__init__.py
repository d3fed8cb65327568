"""What pages are built on."""
