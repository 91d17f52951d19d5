"""How things look: the base page, components, the form renderer, list pages, the style page. Knows no word of the domain."""
