"""Which views note a reading: what a view calls, followed through our own code to `journal.consulted`."""

import dis
import inspect
import types

from tisserand.access import journal


def reaches_the_journal(view) -> bool:
    return _reaches(inspect.unwrap(view), set())


def _reaches(function, seen: set) -> bool:
    if function is journal.consulted:
        return True
    if function in seen or not function.__module__.startswith("tisserand."):
        return False
    seen.add(function)
    return any(_reaches(inspect.unwrap(called), seen) for called in _called(function))


def _called(function):
    """Functions its code names: its own module's, or one that it takes from a module it names."""
    for code in _codes(function.__code__):
        module = None
        for step in dis.get_instructions(code):
            if step.opname == "LOAD_GLOBAL":
                module = function.__globals__.get(step.argval)
                yield from [module] if isinstance(module, types.FunctionType) else []
            elif step.opname in {"LOAD_ATTR", "LOAD_METHOD"} and isinstance(module, types.ModuleType):
                taken, module = vars(module).get(step.argval), None
                yield from [taken] if isinstance(taken, types.FunctionType) else []


def _codes(code: types.CodeType):
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _codes(constant)
