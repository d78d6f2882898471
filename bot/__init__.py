"""Everything that acts: capabilities and what runs them, faces, destinations."""
