"""The courts' personal status register: marriage, divorce, custody and death."""
