//! Which face sets which characters of a book. In: its pages. Out: for every face the characters that it sets, with their numbers.

use std::collections::BTreeMap;

use super::FontSet;
use crate::display::{FaceId, ItemKind, Paged};

/// What a face sets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FaceUsage {
    /// The face.
    pub face: FaceId,
    /// The characters that are seen, each with the number of its places on the pages.
    pub characters: BTreeMap<char, usize>,
}

impl FaceUsage {
    /// How many places the face sets in all.
    pub fn times(&self) -> usize {
        self.characters.values().sum()
    }

    /// The characters that it sets most often, at most `count`.
    pub fn sample(&self, count: usize) -> String {
        let mut often: Vec<(usize, char)> =
            self.characters.iter().map(|(&character, &times)| (times, character)).collect();
        often.sort_by_key(|&(times, character)| (std::cmp::Reverse(times), character));
        often.into_iter().take(count).map(|(_, character)| character).collect()
    }
}

/// What each face of a set does on the pages, in the set's order; a face without characters is not used. Faces of formulas are
/// named where formulas use them.
pub fn usage(paged: &Paged, set: &FontSet) -> Vec<FaceUsage> {
    let unused = |id| FaceUsage { face: id, characters: BTreeMap::new() };
    let mut faces: Vec<FaceUsage> = set.faces().iter().map(|face| unused(face.id)).collect();
    for item in paged.pages.iter().flat_map(|page| &page.items) {
        let ItemKind::Glyphs(run) = &item.kind else { continue };
        let Some(usage) = faces.get_mut(usize::from(run.face.0)) else { continue };
        let texts = (0..run.glyphs.len()).flat_map(|at| run.text_of(at).chars());
        for character in texts.filter(|character| !character.is_whitespace()) {
            *usage.characters.entry(character).or_insert(0) += 1;
        }
    }
    faces.retain(|usage| !usage.characters.is_empty() || !set.is_formula_face(usage.face));
    faces
}
