"""The release before this one, and what its code can live with."""
