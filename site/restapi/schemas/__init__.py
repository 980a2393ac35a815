"""What page types, blocks and services look like in JSON: one source for `@types`, OpenAPI and the tests."""
