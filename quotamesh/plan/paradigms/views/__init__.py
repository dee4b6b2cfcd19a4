"""Pages of paradigms and driver trees."""
