"""What a person sees of the ballot box: the ballot, the receipt, the board, and why a wave is not open."""
