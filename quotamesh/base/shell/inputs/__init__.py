"""How dates go into fields, by language; what people read comes from `shell/formats`."""
