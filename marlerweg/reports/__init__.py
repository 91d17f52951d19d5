"""The public read API and other papers that combine rooms."""
