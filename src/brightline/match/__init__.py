"""Which listed parties have names like a counterparty's, how alike they are, and why."""
