"""The cases of CPython's own test of its socket module, as its loader finds them: one class and method a line."""
import sys
import unittest

try:
    from test import test_socket
except ImportError:
    sys.exit(3)

for name, found in vars(test_socket).items():
    if isinstance(found, type) and issubclass(found, unittest.TestCase) and found.__module__ == test_socket.__name__:
        for case in unittest.defaultTestLoader.getTestCaseNames(found):
            print(name + "." + case)
