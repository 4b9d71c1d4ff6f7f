"""Value types, identifiers, clock and errors that every other part stands on. Standard library only."""
