"""The pages that FieldKit prints itself: each sheet is a frozen value and one function that makes its PDF."""
