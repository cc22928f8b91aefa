"""Programs of other bodies as they would write them: the standard library, and nothing of ours."""
