//! Floor 5: the order of things, on one page: from a folder to the bytes of its editions.
