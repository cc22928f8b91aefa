"""Who may do what to the stock. It names no person: every official may read it."""

from iskan.foundation.scope import Duty, Scope


def can_read_stock(scope: Scope) -> bool:
    """Say whether the viewer reads the stock as officials do."""
    return scope.is_official or scope.is_system


def can_keep_stock(scope: Scope) -> bool:
    """Say whether the viewer keeps the stock: projects, progress, gates, imports, states before a unit is given."""
    return scope.is_system or scope.may(Duty.SUPERVISE)


def can_give_units(scope: Scope) -> bool:
    """Say whether the viewer moves a unit towards a household, or back from one."""
    return scope.is_system or scope.may(Duty.WORK)
