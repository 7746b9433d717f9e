"""Publishers' lists: reading their bytes, keeping editions, and the snapshot that is screened against."""
