//! Floor 6: many titles: which there are, which of them changed, and the build files of engines that run them (ninja, Snakemake).
//!
//! In: folders. Out: titles with fingerprints of all that they are made of; stamps that say what was built from what. A title is built when
//! its stamp doesn't say that exactly this was built from exactly that, so a run that was killed goes on where it was.

mod engine;
mod fingerprint;
mod room;
mod stamp;
mod title;

pub use engine::{ninja, snakemake};
pub use fingerprint::{Fingerprint, Fingerprints};
pub use room::Room;
pub use stamp::{DEPFILE, STAMP, Stamp, depfile};
pub use title::{Title, titles};
