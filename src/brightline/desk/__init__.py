"""What a user works with: books of counterparties now, deals and sign-offs later."""
