//! Floor 3: findings about a whole book: a registry, and one file a rule.
