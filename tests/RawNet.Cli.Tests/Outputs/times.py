"""Reads NDJSON and prints how many times it holds; each member that ends in time_ns, since_ns or expires_ns has the same time as text beside it, digit for digit.

Python's integers are exact, unlike the numbers of jq and JavaScript.
"""
import datetime, json, sys


def text_of(nanoseconds):
    seconds, rest = divmod(nanoseconds, 10**9)
    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{rest:09}Z"


def times_in(event):
    for name, value in event.items():
        for inner in value if isinstance(value, list) else []:
            if isinstance(inner, dict):
                yield from times_in(inner)
        if name.endswith(("time_ns", "since_ns", "expires_ns")) and value is not None:
            yield name, value, event.get(name[:-3])
        if name == "name" and value in ("isb_starttime", "isb_endtime"):
            yield name, event["value"], event.get("time")


count = 0
for line in sys.stdin:
    for name, number, text in times_in(json.loads(line)):
        count += 1
        if text != text_of(number):
            sys.exit(f"{name} is {number} and the text is {text}: {line}")
print(count)
