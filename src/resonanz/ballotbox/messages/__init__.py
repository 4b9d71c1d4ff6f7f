"""What the ballot box says to people: in place of a page, and beside what their browser is doing."""
