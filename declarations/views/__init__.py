"""The public pages: a view asks the QuerySets and filters, and hands a template what they answered."""
