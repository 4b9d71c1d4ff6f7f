"""Measurements that repeat in one run what docs/dev/performance.md states: one file a suite. `./do bench SUITE`."""
