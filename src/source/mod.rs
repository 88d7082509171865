//! Floor 2: reads articles: Markdown and front matter in, one semantic tree with spans out; and imports foreign text into articles.

pub mod importers;
