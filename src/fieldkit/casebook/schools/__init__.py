"""Schools, their days, registers and roll."""
