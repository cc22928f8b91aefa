"""The measured form as a browser meets it: the fields of its steps, and what a page's forms carry unseen."""

import re

HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"')
FIELDS = [[f"field_{step}_{number}" for number in range(1, 16)] for step in (1, 2, 3)]
