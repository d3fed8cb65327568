"""The council server: receives what officers record, proves that it did, and shares it with those allowed."""
