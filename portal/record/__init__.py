"""The record: every change of a business row, written by the database itself, and every look at a file."""
