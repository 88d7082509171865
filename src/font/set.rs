//! `FontSet`: the faces of a book by role, and which of them sets a character.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use super::chain::{Candidate, Chain, ask};
use super::{Face, Only, Role, manifest, math};
use crate::diag::{Files, Sink};
use crate::display::FaceId;

/// A list of roles of which a chain is kept has at most two; each is a role or none.
const CHAIN_KEYS: usize = Role::ALL.len() + 1;

/// The faces of a book.
pub struct FontSet {
    /// The manifest's, then those of formulas.
    faces: Vec<Face>,
    /// How many of them are the manifest's.
    named: usize,
    roles: BTreeMap<Role, FaceId>,
    fallbacks: Vec<Fallback>,
    /// By first and second role, with none as the first number: made when the roles are first asked for.
    chains: Vec<OnceLock<Box<Chain>>>,
}

/// The weight class from which a face is bold.
const BOLD: u16 = 600;

/// A face that plays no role and sets what the roles' faces lack: `[[fallback]]` in the manifest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fallback {
    /// The face.
    pub face: FaceId,
    /// What it is kept to; without it, anything that it has.
    pub only: Option<Only>,
}

impl FontSet {
    /// Reads `fonts.toml` in `folder` and every face that it names, and checks their sums.
    /// `None` if there is no set to work with; findings say why.
    pub fn load(folder: &Path, files: &mut Files, sink: &mut Sink) -> Option<Self> {
        manifest::load(folder, files, sink)
    }

    /// A set of faces that are numbered by their positions.
    pub(super) fn new(mut faces: Vec<Face>, roles: BTreeMap<Role, FaceId>, fallbacks: Vec<Fallback>) -> Self {
        let chains = std::iter::repeat_with(OnceLock::new).take(CHAIN_KEYS * CHAIN_KEYS).collect();
        let named = faces.len();
        faces.extend(math::faces(named));
        Self { faces, named, roles, fallbacks, chains }
    }

    /// Every face: those of roles in the manifest's order, the fallbacks in theirs, then those of formulas.
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// The face that a formula names: `Main-Regular`. `None` where the program was built without formulas.
    pub fn formula_face(&self, name: &str) -> Option<FaceId> {
        let file = math::file(name);
        self.faces[self.named..].iter().find(|face| face.file == file).map(|face| face.id)
    }

    /// Whether a face is one of formulas: the manifest doesn't name it.
    pub fn is_formula_face(&self, face: FaceId) -> bool {
        usize::from(face.0) >= self.named
    }

    /// The fallbacks, in the order in which they are asked.
    pub fn fallbacks(&self) -> &[Fallback] {
        &self.fallbacks
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

    /// The roles that a face plays by itself; a fallback plays none.
    pub fn roles_of(&self, face: FaceId) -> impl Iterator<Item = Role> {
        self.roles.iter().filter(move |&(_, &id)| id == face).map(|(&role, _)| role)
    }

    /// The face that sets a character which stands alone, with its glyph (CLR-A05, CLR-P04): the first that has it of
    /// 1. the faces kept to emoji, for a character that is an emoji by default (UTS #51);
    /// 2. the faces of `roles`, in their order, then those of their stand-ins;
    /// 3. the manifest's fallbacks, in its order, each for what it is kept to, those of the first role's weight before others;
    /// 4. the faces of other roles, in the manifest's order.
    ///
    /// `None` is the finding `missing-glyph`. The answer is kept, so asking again costs two look-ups in flat tables. For what
    /// is made of several characters there is [`FontSet::pick_cluster`].
    pub fn pick(&self, roles: &[Role], character: char) -> Option<(FaceId, u16)> {
        let face = match self.chain(roles) {
            Some(chain) => chain.find(&self.faces, character),
            None => ask(&self.order_of(roles), &self.faces, character, &|_| true),
        }?;
        Some((face, self.face(face).glyph(character)?))
    }

    /// The same as [`FontSet::pick`], of the faces that are `usable` for an edition; the answer is not kept.
    pub fn pick_usable(&self, roles: &[Role], character: char, usable: impl Fn(&Face) -> bool) -> Option<FaceId> {
        ask(&self.order(roles), &self.faces, character, &usable)
    }

    /// The faces in the order in which they are asked for `roles`.
    pub(super) fn order(&self, roles: &[Role]) -> Cow<'_, [Candidate]> {
        match self.chain(roles) {
            Some(chain) => Cow::Borrowed(&chain.order),
            None => Cow::Owned(self.order_of(roles)),
        }
    }

    /// The chain of at most two roles.
    fn chain(&self, roles: &[Role]) -> Option<&Chain> {
        let key = |role: Option<&Role>| role.map_or(0, |&role| role as usize + 1);
        let slot = match roles {
            [] | [_] | [_, _] => self.chains.get(key(roles.first()) * CHAIN_KEYS + key(roles.get(1)))?,
            _ => return None,
        };
        Some(slot.get_or_init(|| Box::new(Chain::new(self.order_of(roles)))))
    }

    fn order_of(&self, roles: &[Role]) -> Vec<Candidate> {
        let chain = roles.iter().chain(roles.iter().flat_map(|role| role.stand_ins()));
        let own = chain.filter_map(|&role| self.exact(role)).map(|face| (face, None, false));
        // Bold words have fallbacks of bold weight where there are such, other words the others first.
        let is_bold = roles.first().is_some_and(|role| role.is_bold());
        let mut fallbacks: Vec<&Fallback> = self.fallbacks.iter().collect();
        fallbacks.sort_by_key(|fallback| (self.face(fallback.face).metrics.weight >= BOLD) != is_bold);
        let fallbacks = fallbacks.into_iter().map(|fallback| (fallback.face, fallback.only, false));
        let is_fallback = |face: FaceId| self.fallbacks.iter().any(|fallback| fallback.face == face);
        let others = self.faces[..self.named].iter().map(|face| face.id).filter(|&face| !is_fallback(face));
        let mut order: Vec<Candidate> = Vec::new();
        for (face, only, is_stranger) in own.chain(fallbacks).chain(others.map(|face| (face, None, true))) {
            if !order.iter().any(|known| known.face == face) {
                order.push(Candidate { face, only, is_stranger });
            }
        }
        order
    }
}

#[cfg(test)]
mod tests {

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
    fn bold_words_have_a_bold_fallback_where_there_is_one() {
        let (own, folder) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts"), tempfile::tempdir().unwrap());
        let files = ["NotoNaskhArabic-Regular.ttf", "SourceSerif4_400Regular.ttf", "SourceSerif4_700Bold.ttf"];
        for file in files {
            std::fs::copy(own.join(file), folder.path().join(file)).unwrap();
        }
        let fallback = |file: &str| format!("[[fallback]]\nfile = \"{file}\"\n");
        let manifest = format!("[song]\nfile = \"{}\"\n{}{}", files[0], fallback(files[1]), fallback(files[2]));
        std::fs::write(folder.path().join("fonts.toml"), manifest).unwrap();
        let set = FontSet::load(folder.path(), &mut Files::default(), &mut Sink::default()).unwrap();
        assert_eq!(file(&set, &[Role::Song], "ж"), files[1]);
        assert_eq!(file(&set, &[Role::SongBold], "ж"), files[2]);
    }

    /// The file of the face that sets a cluster.
    fn file<'a>(set: &'a FontSet, roles: &[Role], cluster: &str) -> &'a str {
        set.pick_cluster(roles, cluster).map_or("", |face| set.face(face).file.as_str())
    }

    #[test]
    fn fallbacks_set_what_the_roles_lack_in_the_order_of_the_manifest() {
        let set = set();
        let body = [Role::Latin, Role::Song];
        for (cluster, expected) in [
            ("ש", "NotoSerifHebrew"),
            ("שׁ", "NotoSerifHebrew"),
            ("ع", "NotoNaskhArabic"),
            ("한", "NotoSerifKR"),
            ("नि", "NotoSerifDevanagari"),
            ("ℤ", "NotoSerif-Regular.letters"),
            ("⊶", "NotoSansMath"),
            ("ё", "SourceSerif4"),
            ("é", "SourceSerif4"),
            ("e\u{301}", "SourceSerif4"),
            ("版", "NotoSerifSC-Regular"),
        ] {
            assert!(file(&set, &body, cluster).starts_with(expected), "{cluster} {}", file(&set, &body, cluster));
        }
        // Bold text without bold Han of a character: its stand-in, not another role's face.
        assert!(
            file(&set, &[Role::SongBold], "\u{4E28}").starts_with("NotoSerifSC"),
            "{}",
            file(&set, &[Role::SongBold], "\u{4E28}")
        );
    }

    #[test]
    fn emoji_and_text_of_one_character_have_faces_of_their_own() {
        let set = set();
        let body = [Role::Latin, Role::Song];
        let emoji = "NotoEmoji-Regular.ttf";
        for cluster in ["👍", "👍🏽", "❤\u{FE0F}", "1\u{FE0F}\u{20E3}", "🇨🇳", "👩\u{200D}🚀", "🥑\u{FE0E}"]
        {
            assert_eq!(file(&set, &body, cluster), emoji, "{cluster}");
        }
        for cluster in ["❤", "❤\u{FE0E}", "👍\u{FE0E}", "☎", "1", "#", "©", "→"] {
            assert_ne!(file(&set, &body, cluster), emoji, "{cluster}");
        }
        // A flag, a keycap and a joined pair are one picture each.
        let face = set.face(set.pick_cluster(&body, "👍").unwrap());
        let shaping = Shaping { direction: Direction::LeftToRight, script: "Zsye", language: "und", features: &[] };
        for cluster in ["1\u{FE0F}\u{20E3}", "🇨🇳", "👩\u{200D}🚀"] {
            let drawn = shape(face, cluster, &shaping).iter().filter(|glyph| glyph.advance > Em::ZERO).count();
            assert_eq!(drawn, 1, "{cluster}");
        }
    }

    #[test]
    fn a_face_answers_for_vertical_text() {
        let set = set();
        let song = set.face(set.role(Role::Song));
        assert!(song.has_feature(b"vert") && song.has_feature(b"vhal") && !song.has_feature(b"smcp"));
        for mark in ['（', '」', '。', 'ー'] {
            let vertical = song.vertical_alternate(mark).unwrap_or(0);
            assert!(vertical != 0 && Some(vertical) != song.glyph(mark), "{mark}");
            assert_eq!(song.vertical_alternate(mark), Some(vertical), "the second answer is the first");
        }
        assert_eq!(song.vertical_alternate('版'), None);
        assert_eq!(song.vertical_alternate('\u{10FFFD}'), None);
        let glyph = song.glyph('版').unwrap();
        assert_eq!(song.vertical_advance(glyph), Em::ONE);
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
            let subset = subset_for_pdf(face, &[glyph]).unwrap();
            assert_eq!(subset.glyphs[&glyph], 1, "{}", face.file);
            assert!(subset.data.len() < 8_000, "{} {}", face.file, subset.data.len());
        }
        let song = set.face(set.role(Role::Song));
        let epub = subset_for_epub(song, &"版心，。——".chars().collect()).unwrap();
        assert!((500..20_000).contains(&epub.len()), "{}", epub.len());
    }
}
