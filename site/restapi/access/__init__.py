"""Who asks, and what they may do: logins of people, tokens of programs."""
