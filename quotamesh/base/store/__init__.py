"""What tables share: identities, periods of validity, paths in a tree, bulk writing."""
