def compile_catalogs():
    pass
