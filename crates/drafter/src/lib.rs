//! Word files made, changed, compared and reviewed.
