"""What readers download: few bytes, few requests, and on each page what a browser may load there."""
