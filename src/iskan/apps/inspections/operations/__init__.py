"""Ordering inspections, making visits and reporting on them."""
