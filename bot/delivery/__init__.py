"""Delivery: carries what was committed to the outside world."""
