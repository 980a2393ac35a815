"""The press service's desk: what schools have sent to it, what was published, and news made of both."""
