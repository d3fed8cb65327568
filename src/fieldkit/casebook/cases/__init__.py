"""A case and what comes before a visit: referral, family, enquiries, risk."""
