"""From a checked tree to the branch that is served, and back: versions, their surroundings, what old ones become."""
