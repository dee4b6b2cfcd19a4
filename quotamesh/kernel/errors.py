"""The kernel's one base error. Each module derives its own, with fields; upper floors word them."""


class KernelError(ValueError):
    """Something the arithmetic cannot answer; the fields of the subclass say why."""
