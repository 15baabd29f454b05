"""What the machine knows of English."""
