//! Floor 1: the book as meaning: one semantic tree, each node with its place in the source. No typography, no file format.
//!
//! Reading makes it (`source`), and every edition is a function of it: `check`, `epub` and `typeset` only look.

mod address;
mod asset;
mod block;
mod book;
mod citation;
mod claim;
mod indent;
mod inline;
mod keyword;
mod number;
mod own_number;
mod ruby;
mod set;
mod table;
mod walk;
mod words;

pub use address::with_addresses;
pub use asset::{Asset, AssetFormat, Assets, Recording, RecordingFormat};
pub use block::{AlertKind, Block, BlockKind, DefinitionItem, ListItem, NumberForm, Numbering};
pub use book::{Article, ArticleRole, Book, Media, Note, Part};
pub use citation::{CitationPiece, cite};
pub use claim::{Check, Claim, ClaimKind, ClaimPlace, ClaimStatus, Correction, FactNotes, Source};
pub use indent::without_typed_indent;
pub use inline::{Inline, InlineKind, Phrase, Picture, PictureWidth, Shows, Target};
pub use keyword::{IndexGroup, Keyword, Occurrence};
pub use number::{Counted, Number, Numbers};
pub use own_number::brings_number;
pub use ruby::{Below, Ruby, RubyKind, RubyPair};
pub use set::SetStyle;
pub use table::{Align, Cell, Stretch, Stretches, Table};
pub use walk::{plain_text, walk_blocks, walk_inlines, walk_lines};
pub use words::{Imprint, Words};
