//! `FontSet`: the faces of a book by role, and which of them sets a character.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Face, Role, manifest};
use crate::diag::{Files, Sink};
use crate::display::FaceId;

/// The faces of a book.
pub struct FontSet {
    pub(super) faces: Vec<Face>,
    pub(super) roles: BTreeMap<Role, FaceId>,
    /// Faces asked last, in the manifest's order, for characters that no face of a role's chain has.
    pub(super) fallback: Vec<FaceId>,
}

impl FontSet {
    /// Reads `fonts.toml` in `folder` and every face that it names, and checks their sums.
    /// `None` if there is no set to work with; findings say why.
    pub fn load(folder: &Path, files: &mut Files, sink: &mut Sink) -> Option<Self> {
        manifest::load(folder, files, sink)
    }

    /// Every face, in the manifest's order.
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// The face of an id that this set gave.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }

    /// The face that plays a role: its own, else its stand-in, else the set's first.
    pub fn role(&self, role: Role) -> FaceId {
        std::iter::once(&role)
            .chain(role.stand_ins())
            .find_map(|role| self.roles.get(role).copied())
            .unwrap_or(FaceId(0))
    }

    /// The face that plays a role and none of its stand-ins.
    pub fn exact(&self, role: Role) -> Option<FaceId> {
        self.roles.get(&role).copied()
    }

    /// The face that sets `character`: the first of `roles` that has it, then their stand-ins, then any other face.
    /// `None` is the finding `missing-glyph` (CLR-P04).
    pub fn pick(&self, roles: &[Role], character: char) -> Option<(FaceId, u16)> {
        let has = |id: FaceId| self.face(id).glyph(character).map(|glyph| (id, glyph));
        let chain = roles.iter().copied().chain(roles.iter().flat_map(|role| role.stand_ins()).copied());
        chain.filter_map(|role| self.exact(role)).find_map(has).or_else(|| self.fallback.iter().copied().find_map(has))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{Direction, Feature, Shaping, glyph_outline, shape, subset_for_epub, subset_for_pdf};
    use super::*;
    use crate::units::Em;

    fn set() -> FontSet {
        let (mut files, mut sink) = (Files::default(), Sink::default());
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
        let set = FontSet::load(&folder, &mut files, &mut sink).unwrap();
        assert!(sink.findings().is_empty(), "{:?}", sink.findings());
        set
    }

    #[test]
    fn han_is_one_em_wide_and_roles_fall_back() {
        let set = set();
        let (song, glyph) = set.pick(&[Role::Song], '版').unwrap();
        assert_eq!(song, set.role(Role::Song));
        assert_eq!(set.face(song).advance(glyph), Em::ONE);
        let ink = set.face(song).ink(glyph).unwrap();
        assert!(ink.y_min < Em::ZERO && ink.y_max < Em::ONE, "{ink:?}");
        assert_eq!(set.role(Role::Fangsong), set.role(Role::Kai));
        assert_eq!(set.pick(&[Role::Latin, Role::Song], 'A').unwrap().0, set.role(Role::Latin));
        assert_eq!(set.pick(&[Role::Song], '\u{10FFFD}'), None);
    }

    #[test]
    fn a_two_em_dash_is_one_glyph_with_fwid() {
        let set = set();
        let face = set.face(set.role(Role::Song));
        let shaping = Shaping {
            direction: Direction::LeftToRight,
            script: "Hani",
            language: "zh-Hans",
            features: &[Feature(*b"fwid", 1)],
        };
        let glyphs = shape(face, "——", &shaping);
        assert_eq!(glyphs.iter().map(|glyph| glyph.advance).sum::<Em>(), Em::ONE * 2);
    }

    #[test]
    fn subsets_are_small_and_keep_their_glyphs() {
        let set = set();
        for face in set.faces().iter().filter(|face| face.glyph('A').is_some()) {
            let glyph = face.glyph('A').unwrap();
            assert!(!glyph_outline(face, glyph).is_empty(), "{}", face.file);
            let subset = subset_for_pdf(face, &BTreeSet::from([glyph])).unwrap();
            assert_eq!(subset.glyphs[&glyph], 1, "{}", face.file);
            assert!(subset.data.len() < 8_000, "{} {}", face.file, subset.data.len());
        }
        let song = set.face(set.role(Role::Song));
        let epub = subset_for_epub(song, &"版心，。——".chars().collect()).unwrap();
        assert!((500..20_000).contains(&epub.len()), "{}", epub.len());
    }
}
