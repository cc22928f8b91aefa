"""Reading inspections: by day and inspector, by case, and what waits."""
