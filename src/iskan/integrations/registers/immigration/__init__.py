"""The nationality and residence register: permanent residence, days abroad and permits."""
