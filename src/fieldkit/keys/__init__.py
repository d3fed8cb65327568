"""Keys, signatures, certificates and sealing: who wrote something, and who may read it."""
