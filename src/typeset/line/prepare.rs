//! Prepare: a text in, items out: characters become boxes, spaces and blanks become junctions.

use super::item::{Break, Item, Junction, Part, Prepared};
use super::junction::{Around, Neighbour, Spaces, closes_outside, junction};
use super::latin::{Word, add_word};
use super::mark::Forms;
use super::{
    PieceKind, Setting, Text, TextLineKind, TextPiece, bidi, even, except, grid, inline_note, phrase, ruby, split,
};
use unicode_bidi::Level;

use crate::cjk::Class;
use crate::cjk::class::is_ignorable;
use crate::cjk::context::{Placed, is_ideographic_language, resolve};
use crate::units::{Abs, Em, Region, Writing};

/// The items of a text. Objects that are longer than `limit` may be broken inside, where nothing else fits.
pub(super) fn prepare(text: &Text, setting: &Setting<'_>, limit: Option<Abs>) -> Prepared {
    let mut builder = Builder::new(text, setting);
    builder.run();
    let (mut prepared, levels) = (builder.prepared, builder.levels);
    if let Some(levels) = &levels {
        bidi::mark(&mut prepared, levels);
    }
    if setting.words {
        phrase::keep_words(&mut prepared, text);
    }
    if setting.region == Region::Taiwan {
        except::open(&mut prepared, setting.prohibition);
    }
    if let Some(limit) = limit {
        split::split_long(&mut prepared, &text.text, limit, setting.prohibition);
    }
    if !text.annotations.is_empty() {
        ruby::reserve(&mut prepared, text, setting);
    }
    inline_note::fold(&mut prepared, text);
    if setting.grid {
        grid::align(&mut prepared);
    }
    even::spread(&mut prepared, text);
    prepared
}

/// Takes a text apart.
pub(super) struct Builder<'a> {
    pub(super) text: &'a Text,
    pub(super) setting: &'a Setting<'a>,
    pub(super) placed: Vec<Placed>,
    pub(super) prepared: Prepared,
    pub(super) forms: Forms,
    /// Embedding levels by byte, where any of the text runs from right to left.
    levels: Option<Vec<Level>>,
    /// The piece of the character at hand.
    pub(super) piece: usize,
    /// Spaces since the last item.
    spaces: Spaces,
    /// The last item that is no mark of a note, in the line at hand.
    neighbour: Option<usize>,
    /// How many ？！ end with it.
    exclamations: usize,
}

impl<'a> Builder<'a> {
    fn new(text: &'a Text, setting: &'a Setting<'a>) -> Self {
        let mut at_piece = 0;
        let placed = resolve(&text.text, |at| {
            while text.pieces.get(at_piece).is_some_and(|piece| piece.range.end <= at) {
                at_piece += 1;
            }
            text.pieces.get(at_piece).is_none_or(|piece| is_ideographic_language(&piece.language))
        });
        let is_western = !placed.iter().any(|place| place.class.is_ideographic() || place.class.is_mark());
        let sizes = text.pieces.iter().map(|piece| piece.style.size).collect();
        let items = Vec::with_capacity(placed.len());
        let prepared = Prepared { items, sizes, is_western, ..Prepared::default() };
        Self {
            text,
            setting,
            placed,
            prepared,
            forms: Forms::default(),
            levels: bidi::levels(text),
            piece: 0,
            spaces: Spaces::default(),
            neighbour: None,
            exclamations: 0,
        }
    }

    fn run(&mut self) {
        let mut index = 0;
        while index < self.placed.len() {
            let at = self.placed[index].at as usize;
            while self.text.pieces.get(self.piece).is_some_and(|piece| piece.range.end <= at) {
                self.piece += 1;
            }
            let text = self.text;
            let Some(piece) = text.pieces.get(self.piece) else { return };
            let from = self.prepared.items.len();
            index = self.take(index, piece);
            for new in from..self.prepared.items.len() {
                // An empty line is linked when it is added, before the forced break that ends it is noted.
                if self.prepared.items[new].part != Part::Empty {
                    self.link(new);
                }
            }
        }
    }

    /// Takes the characters of one object, from `index`, and tells where the next begins.
    fn take(&mut self, index: usize, piece: &'a TextPiece) -> usize {
        let class = self.placed[index].class;
        if let Some(object) = piece.object {
            return self.object(index, piece, object.length);
        }
        match class {
            Class::Newline => self.newline(index),
            Class::Space | Class::FixedSpace | Class::WideSpace | Class::BreakPoint => self.space(index, piece),
            Class::Opening
            | Class::Closing
            | Class::Pause
            | Class::Colon
            | Class::Stop
            | Class::Exclamation
            | Class::Interpunct
            | Class::Dash
            | Class::Ellipsis => self.mark(index, piece),
            // Outside a word nothing is left of them but their bytes, which stay between the items.
            Class::SoftHyphen | Class::Combining if is_ignorable(self.placed[index].character) => index + 1,
            Class::Connector if self.placed[index].character == '—' => self.mark(index, piece),
            Class::Solidus if self.placed[index].character != '/' && self.is_mainland_line() => self.mark(index, piece),
            Class::Solidus if self.placed[index].character != '/' => self.square(index, piece),
            Class::Hyphen if self.is_short_hyphen(index, piece) => self.mark(index, piece),
            Class::Digit | Class::LatinSymbol if self.is_keycap(index) => self.square(index, piece),
            _ if class.is_latin() || matches!(class, Class::Solidus | Class::Combining) => self.word(index, piece),
            _ => self.square(index, piece),
        }
    }

    /// Adds an object: all of its piece.
    fn object(&mut self, index: usize, piece: &TextPiece, length: Abs) -> usize {
        let inner = self.placed[index..].iter().take_while(|place| (place.at as usize) < piece.range.end).count();
        let next = index + inner.max(1);
        let (start, end) = (self.placed[index].at, self.end_of(next));
        let (first, last, advance) = (Class::Letter, Class::Letter, length.max(Abs::ZERO));
        let (piece, part) = (self.piece as u32, Part::Object);
        self.prepared.items.push(Item { start, end, piece, part, first, last, advance, counted: 1, ..Item::EMPTY });
        next
    }

    fn newline(&mut self, index: usize) -> usize {
        if self.spaces.newlines > 0 || self.prepared.items.is_empty() {
            let start = self.placed[index].at;
            self.push(start, start, Part::Empty);
            self.link(self.prepared.items.len() - 1);
        }
        self.spaces = Spaces { newlines: 1, ..Spaces::default() };
        index + 1
    }

    fn space(&mut self, index: usize, piece: &TextPiece) -> usize {
        let is_code = piece.kind == PieceKind::Code;
        let is_line_start = self.prepared.items.is_empty() || self.spaces.newlines > 0;
        let class = self.placed[index].class;
        if is_line_start && (is_code || class == Class::WideSpace) {
            return self.indent(index, piece);
        }
        match class {
            Class::FixedSpace => self.spaces.fixed += 1,
            Class::WideSpace => self.spaces.wide += 1,
            Class::BreakPoint => self.spaces.points += 1,
            _ => self.spaces.plain += 1,
        }
        if is_code {
            let count = self.spaces.code.map_or(0, |code| code.1);
            self.spaces.code = Some((self.space_advance(piece), count + 1));
        }
        index + 1
    }

    /// Spaces at the start of a line of code, and ideographic spaces there, are boxes: they were typed to be seen.
    fn indent(&mut self, index: usize, piece: &TextPiece) -> usize {
        let advance = match self.placed[index].class {
            Class::WideSpace => piece.style.size,
            Class::BreakPoint => Abs::ZERO,
            _ => self.space_advance(piece),
        };
        let (start, end) = (self.placed[index].at, self.end_of(index + 1));
        self.push(start, end, Part::Indent);
        if let Some(item) = self.prepared.items.last_mut() {
            item.advance = advance;
        }
        // The next space belongs to the same indent: it finds an item before it, and no forced break since.
        let mut next = index + 1;
        while next < self.placed.len() && self.is_indent(next, piece) {
            let more = if self.placed[next].class == Class::WideSpace { piece.style.size } else { advance };
            let end = self.end_of(next + 1);
            if let Some(item) = self.prepared.items.last_mut() {
                item.advance += more;
                item.end = end;
            }
            next += 1;
        }
        next
    }

    fn is_indent(&self, index: usize, piece: &TextPiece) -> bool {
        let place = &self.placed[index];
        let is_space = matches!(place.class, Class::Space | Class::FixedSpace | Class::WideSpace);
        (place.at as usize) < piece.range.end
            && (place.class == Class::WideSpace || (piece.kind == PieceKind::Code && is_space))
    }

    fn space_advance(&self, piece: &TextPiece) -> Abs {
        let picked = self.setting.fonts.pick(&[piece.style.latin, piece.style.han], ' ');
        let advance = picked.map_or(Em::HALF, |(face, glyph)| self.setting.fonts.face(face).advance(glyph));
        advance.at(piece.style.size)
    }

    pub(super) fn end_of(&self, index: usize) -> u32 {
        self.placed.get(index).map_or(self.text.text.len() as u32, |place| place.at)
    }

    /// Adds an item without ink.
    pub(super) fn push(&mut self, start: u32, end: u32, part: Part) {
        self.prepared.items.push(Item { start, end, piece: self.piece as u32, part, ..Item::EMPTY });
    }

    pub(super) fn whole(&self, piece: &TextPiece) -> Part {
        if piece.kind == PieceKind::Mark { Part::Mark } else { Part::Whole }
    }

    fn word(&mut self, index: usize, piece: &'a TextPiece) -> usize {
        let belongs = |place: &&Placed| {
            (place.at as usize) < piece.range.end
                && (place.class.is_latin()
                    || place.class == Class::Combining
                    || (place.class == Class::Solidus && place.character == '/'))
        };
        let inner = (index + 1..self.placed.len()).take_while(|&n| belongs(&&self.placed[n]) && !self.is_keycap(n));
        let next = index + 1 + inner.count();
        let (text, end) = (self.text.text.as_str(), self.end_of(next));
        let piece_at = self.piece as u32;
        if self.writing() == Writing::Vertical && piece.kind != PieceKind::Code {
            let placed = self.placed[index..next].to_vec();
            let word = Word { text, placed: &placed, end, piece: piece_at, style: piece, levels: None };
            if self.upright_word(&word) {
                return next;
            }
        }
        let levels = self.levels.as_deref();
        let word = Word { text, placed: &self.placed[index..next], end, piece: piece_at, style: piece, levels };
        add_word(&word, self.setting, &mut self.prepared);
        next
    }

    /// Settles what stands before an item that was just added.
    fn link(&mut self, index: usize) {
        let item = self.prepared.items[index];
        let mut settled = item.junction;
        match item.part {
            _ if index == 0 => {}
            _ if self.spaces.newlines > 0 => {
                settled = Junction { kind: Break::Forced, ..Junction::SOLID };
                self.neighbour = None;
            }
            Part::Later(kind) => {
                settled.kind = kind;
                if kind != Break::Hyphen {
                    settled.hyphen = Abs::ZERO;
                }
            }
            Part::Mark => {
                settled = Junction::SOLID;
                // At a line end it stands for the mark that it follows (CLR-F05).
                let before = self.neighbour.map(|n| (self.prepared.items[n].last, self.prepared.items[n].blank_end));
                let mark = &mut self.prepared.items[index];
                mark.counted = 0;
                if let Some((last, blank)) = before {
                    (mark.last, mark.blank_end) = (last, blank);
                }
            }
            Part::Whole | Part::Empty | Part::Indent | Part::Object => {
                settled = self.neighbour.map_or(Junction::SOLID, |before| self.junction(before, index));
                if let Some(before) = self.neighbour {
                    self.close_outside(before, index);
                }
            }
        }
        self.prepared.items[index].junction = settled;
        if item.part != Part::Mark {
            let is_row = self.neighbour.is_some_and(|n| self.prepared.items[n].last == Class::Exclamation);
            self.exclamations = match (item.first == Class::Exclamation, is_row) {
                (true, true) => self.exclamations + 1,
                (true, false) => 1,
                (false, _) => 0,
            };
            self.neighbour = Some(index);
        }
        self.spaces = Spaces::default();
    }

    /// Takes away the outer blanks of a pair that is squeezed as a whole.
    fn close_outside(&mut self, before: usize, index: usize) {
        let items = &mut self.prepared.items;
        let (closes_start, closes_end) = closes_outside(items[before].last, items[index].first, self.setting);
        if closes_start {
            let first = &mut items[before];
            first.junction.width -= first.blank_start.min(first.junction.width);
            first.junction.shrink = first.junction.shrink.min(first.junction.width);
            first.blank_start = Abs::ZERO;
        }
        if closes_end {
            items[index].blank_end = Abs::ZERO;
        }
    }

    fn junction(&self, before: usize, index: usize) -> Junction {
        let side = |n: usize| {
            let item = &self.prepared.items[n];
            let piece = &self.text.pieces[item.piece as usize];
            let text = &self.text.text[item.start as usize..item.end as usize];
            Neighbour { item, size: piece.style.size, kind: piece.kind, text }
        };
        let around = Around { exclamations: self.exclamations, is_western: self.prepared.is_western };
        let mut settled = junction(&side(before), &side(index), &self.spaces, around, self.setting);
        if self.prepared.items[before].part == Part::Indent {
            settled.kind = Break::Never;
        }
        if self.frames_both(before, index) && settled.kind == Break::Free {
            settled.kind = Break::Anywhere;
        }
        settled
    }

    /// Whether two items stand in one frame 示亡号, which lines should not part (CLR-C11).
    fn frames_both(&self, before: usize, index: usize) -> bool {
        let line = |n: usize| self.text.pieces[self.prepared.items[n].piece as usize].style.line;
        line(before).is_some_and(|line| line.kind == TextLineKind::Mourning) && line(before) == line(index)
    }
}
