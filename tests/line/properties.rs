//! Properties of composed text.
