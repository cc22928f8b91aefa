"""Pure computation: no Django, no clock, no chance, no input or output."""
