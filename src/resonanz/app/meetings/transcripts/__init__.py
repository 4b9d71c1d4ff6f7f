"""The file in which words of unreleased minutes lie: an app label of its own, so that its tables migrate apart."""
