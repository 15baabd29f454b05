"""What the machine knows of Spanish."""
