"""From a source file to a batch of records; one small module a kind of source."""
