"""Sales arithmetic: arrays in, arrays out. No framework, no database, no clock, no network."""
