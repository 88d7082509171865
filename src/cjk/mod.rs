//! Floor 2: rules of Chinese text as pure functions of characters, one file a rule, each citing its CLR clause.
