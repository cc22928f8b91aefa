"""What the simulated population register answers."""

from typing import Final

from iskan.integrations.synthetic.population import Population

ANSWERS: Final = {"person": Population.person, "household": Population.household}
