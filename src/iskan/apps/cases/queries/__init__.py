"""Reading cases; every query takes the viewer's scope."""
