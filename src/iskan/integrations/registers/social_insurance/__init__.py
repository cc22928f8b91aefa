"""The social insurance register: wages, pensions and who is insured."""
