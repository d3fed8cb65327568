"""What an officer can record: one frozen model a kind, with its questions and states."""
