"""Tables as people send them: read, checked cell by cell, written again. No users, no pages."""
