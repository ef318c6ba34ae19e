//! Legal references in a text, each in one canonical form.
