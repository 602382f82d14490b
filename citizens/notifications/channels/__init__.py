"""Hand letters to the world outside: one module a channel, each failing as permanent or temporary."""
