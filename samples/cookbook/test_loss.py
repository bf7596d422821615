"""Fails for each address that loses more than it may: pytest samples/cookbook/test_loss.py

RAWNET_TARGETS names other addresses than five of this host, RAWNET_MOST_LOST a percentage above 0.
"""
import json
import os
import subprocess

import pytest

TARGETS = os.environ.get("RAWNET_TARGETS", "127.0.0.1 127.0.0.2 127.0.0.3 127.0.0.4 127.0.0.5").split()
MOST_LOST = float(os.environ.get("RAWNET_MOST_LOST", "0"))


def ping(target):
    """The summary of five requests."""
    run = subprocess.run(["rawnet", "ping", "--json", "-q", "-n", "-c", "5", "-i", "0.1", "-W", "1", target],
                         capture_output=True, text=True, check=False)
    return json.loads(run.stdout.splitlines()[-1])


@pytest.mark.parametrize("target", TARGETS)
def test_loss(target):
    summary = ping(target)
    assert "error" not in summary, summary["error"]["text"]
    assert summary["lost_percent"] <= MOST_LOST, f"{target}: {summary['received']} of {summary['sent']} came back"
