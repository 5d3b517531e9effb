"""The secret address under which an advisor's calendar is read by her telephone."""
