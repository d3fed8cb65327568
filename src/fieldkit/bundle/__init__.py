"""The paper: preparing what is attached, printing sheets, assembling, sealing and verifying a bundle."""
