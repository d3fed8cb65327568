"""The pages, one a file, each built when it is first opened."""
