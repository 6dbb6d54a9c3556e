"""Files that nobody would write: huge, hostile, or spoilt at random. What comes of them is documented."""
