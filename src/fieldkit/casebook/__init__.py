"""The front desk: every verb that FieldKit has, one desk a noun, with no window and no SQL."""
