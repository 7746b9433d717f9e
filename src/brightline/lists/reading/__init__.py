"""Reading that several publishers need: delimited text, aliases in prose, American dates, remarks."""
