"""Django's own command line; `iskan` is the same with the product's commands first."""

from iskan.config.console import main

if __name__ == "__main__":
    main()
