//! Floor 3: the composition engine: Book, theme and fonts in, `Paged` out.
//!
//! collect (the tree becomes sections of blocks) → line (text becomes lines, in parallel) → page (blocks become pages) →
//! places (names get page numbers); the last two again until no number moves.

mod apparatus;
mod assemble;
mod collect;
mod findings;
mod flow;
mod house;
pub mod line;
mod page;
mod places;
mod structure;
mod style;
mod typefaces;

use std::collections::BTreeSet;

use rayon::prelude::*;

use self::apparatus::{measures, sections};
use self::collect::{Classes, Collector, Counting, classes};
use self::flow::{FlowBlock, Folios, Opening, Section};
use self::page::{Found, PageContext, ReadyBlock, blank_page, folio, grid_of, paint_section, ready_block};
use self::places::{Figures, Places};
use self::style::{Grid, Theme};
use crate::diag::{Diagnostic, Files, Sink};
use crate::display::{Destination, OutlineEntry, Page, Paged, Role, Structure, Tag};
use crate::document::{Asset, Book, Words};
use crate::font::{FontSet, Role as Face};
use crate::project::theme::{FolioPlace, HeadPlace, NotePlace};
use crate::project::{LineOptions, Metadata, PageOptions, Project, ThemeOptions};
use crate::svg::{Drawings, Faces};
use crate::units::{Point, Writing};

/// How often pages are made anew while page numbers move.
const ROUNDS: usize = 5;

/// What an edition on pages is made of.
pub struct Input<'a> {
    /// Data about the publication.
    pub metadata: &'a Metadata,
    /// The page.
    pub page: &'a PageOptions,
    /// Its lines.
    pub line: &'a LineOptions,
    /// Its look.
    pub theme: &'a ThemeOptions,
    /// The text.
    pub book: &'a Book,
    /// Its pictures.
    pub assets: &'a [Asset],
    /// Its faces.
    pub fonts: &'a FontSet,
    /// The cover, and what it shows in words, if it is the first page.
    pub cover: Option<(Page, String)>,
    /// The texts that were read, for findings.
    pub files: &'a Files,
}

impl<'a> Input<'a> {
    /// A book of a project without its cover: the page, the lines and the look are the project's.
    pub fn of(project: &'a Project, book: &'a Book, assets: &'a [Asset], fonts: &'a FontSet, files: &'a Files) -> Self {
        let Project { metadata, page, line, theme, .. } = project;
        Self { metadata, page, line, theme, book, assets, fonts, cover: None, files }
    }
}

/// Sets a book on pages. It always gives pages; findings say what they lack.
pub fn typeset(input: &Input<'_>, sink: &mut Sink) -> Paged {
    let grid = Grid::new(input.page);
    let mut theme = Theme::new(input.page, input.theme);
    let note_place = note_place(&theme, &grid, sink);
    if note_place == NotePlace::Side && grid.writing == Writing::Vertical {
        leave_head_margin(&mut theme);
    }
    let theme = theme;
    let setting = house::setting(input.line, input.page.writing, input.fonts);
    let drawings = Drawings::new(faces_for_drawings(input.fonts));
    let classes = if theme.options.code.highlight { classes(input.book) } else { Classes::new() };
    let mut collector = Collector {
        book: input.book,
        metadata: input.metadata,
        assets: input.assets,
        theme: &theme,
        grid: &grid,
        words: Words::of(&input.metadata.language),
        breaks_at_sense: input.line.phrase,
        paragraphs: input.page.paragraphs,
        structure: Structure::new(),
        setting: &setting,
        numbers: Counting::of(input.book, &theme),
        note_place,
        beside: None,
        notes_before: 0,
        marked: BTreeSet::new(),
        columns: 1,
        groups: 0,
        classes: &classes,
        drawings: &drawings,
        findings: Sink::default(),
    };
    collector.structure.node_mut(Structure::ROOT).language = Some(input.metadata.language.clone());
    let cover = input.cover.clone().map(|(page, alt)| tagged_cover(&mut collector, page, alt));
    let sections = sections(&mut collector, input);
    sink.append(collector.findings);
    let structure = collector.structure;
    drop(classes);
    let context = PageContext {
        grid: &grid,
        theme: &theme,
        setting: &setting,
        language: &input.metadata.language,
        title: &input.metadata.title,
    };
    let measured = |pages| measures(pages, input.page, Words::of(&input.metadata.language));
    let (mut paged, ready) = settle(&sections, cover.as_ref(), &context, &measured, sink);
    findings::report(&sections, &ready, input.files, sink);
    paged.structure = structure::pruned(structure, &paged.pages);
    paged
}

/// Where notes stand: at the foot where the margin has no room for them, or where columns stand side by side.
fn note_place(theme: &Theme, grid: &Grid, sink: &mut Sink) -> NotePlace {
    let place = theme.options.notes.place;
    let has_room = grid.beside_length(theme.note.text.size).is_some() && theme.options.chapter.columns < 2;
    if place != NotePlace::Side || has_room {
        return place;
    }
    let (margin, named, key) = match grid.writing {
        Writing::Horizontal => ("切口", "fore margin", "fore"),
        Writing::Vertical => ("天头", "head margin", "head"),
    };
    sink.push(
        Diagnostic::warning(
            "margin-too-narrow",
            format!("{margin}太窄或正文分栏，放不下旁注，注文改排在页脚"),
            format!("the {named} is too narrow for side notes, or the text stands in columns: they stand at the foot"),
        )
        .hint(
            format!("用 `[page] margins = {{ {key} = \"…\" }}` 加宽{margin}，并且正文只分一栏"),
            format!("widen it by `[page] margins = {{ {key} = \"…\" }}`, and set the text in one column"),
        ),
    );
    NotePlace::Foot
}

/// Leaves the head margin of vertical pages to notes 头注: running heads go to the fore margin, folios to the foot.
fn leave_head_margin(theme: &mut Theme) {
    theme.options.running_head.place = HeadPlace::Fore;
    if theme.options.folio.place == FolioPlace::Head {
        theme.options.folio.place = FolioPlace::Foot;
    }
}

/// The faces of a set for text in drawings.
pub fn faces_for_drawings(fonts: &FontSet) -> Faces {
    let family = |role| fonts.face(fonts.role(role)).family.clone();
    let own = fonts.faces().iter().filter(|face| !fonts.is_formula_face(face.id));
    Faces {
        files: own.map(|face| face.data.clone()).collect(),
        serif: family(Face::Song),
        sans: family(Face::Hei),
        mono: family(Face::Mono),
    }
}

/// The cover's items fill one slot of a figure that says what it shows.
fn tagged_cover(collector: &mut Collector<'_>, mut page: Page, alt: String) -> Page {
    let figure = collector.node(Structure::ROOT, Role::Figure);
    collector.structure.node_mut(figure).alt = Some(alt);
    let slot = collector.slot(figure);
    for item in &mut page.items {
        item.tag = Tag::Slot(slot);
    }
    collector.words.cover.clone_into(&mut page.label);
    page
}

/// Makes pages until every page number in them is right, and what `measured` says of their number.
fn settle(
    sections: &[Section],
    cover: Option<&Page>,
    context: &PageContext<'_>,
    measured: &dyn Fn(usize) -> [(String, String); 2],
    sink: &mut Sink,
) -> (Paged, Vec<Vec<ReadyBlock>>) {
    let mut places = Places::default();
    let mut ready = compose(sections, None, &places, context);
    let mut round = 1;
    loop {
        let (paged, Found { numbers, apart }) = paginate(sections, &ready, cover, context);
        let mut found = page_numbers(&paged, context);
        found.take_notes(numbers);
        for (name, words) in measured(paged.pages.len() - usize::from(cover.is_some())) {
            found.set_words(name, words);
        }
        if found == places || round == ROUNDS {
            if found != places {
                sink.push(unsettled(&places, &found));
            }
            findings::report_apart(&apart, sink);
            return (paged, ready);
        }
        places = found;
        ready = compose(sections, Some(ready), &places, context);
        round += 1;
    }
}

/// Composes all blocks, or those whose page numbers may have moved.
fn compose(
    sections: &[Section],
    before: Option<Vec<Vec<ReadyBlock>>>,
    places: &Places,
    context: &PageContext<'_>,
) -> Vec<Vec<ReadyBlock>> {
    let one = |section: &Section, block: &FlowBlock| {
        ready_block(block, &grid_of(section, block, context.grid), places, context.language, context.setting)
    };
    match before {
        None => sections
            .par_iter()
            .map(|section| section.blocks.par_iter().map(|block| one(section, block)).collect())
            .collect(),
        Some(mut before) => {
            for (section, ready) in sections.iter().zip(&mut before) {
                for (block, ready) in section.blocks.iter().zip(ready) {
                    if block.needs_pages() {
                        *ready = one(section, block);
                    }
                }
            }
            before
        }
    }
}

/// The pages, the numbers of the notes on them, and what they part.
fn paginate(
    sections: &[Section],
    ready: &[Vec<ReadyBlock>],
    cover: Option<&Page>,
    context: &PageContext<'_>,
) -> (Paged, Found) {
    let mut found = Found::default();
    let writing = context.setting.writing;
    let mut paged = Paged { pages: cover.into_iter().cloned().collect(), writing, ..Paged::default() };
    if let Some(cover) = paged.pages.first() {
        let destination = Destination { page: 0, at: Point::default() };
        paged.outline.push(OutlineEntry { title: cover.label.clone(), depth: 0, destination });
    }
    let (mut front, mut body) = (1, 1);
    for (section, ready) in sections.iter().zip(ready) {
        let (number, before) = match section.folios {
            // What is left blank before the front matter is the back of the cover, which has no number.
            Folios::Roman => (&mut front, String::new()),
            Folios::Arabic => (&mut body, folio(Folios::Roman, front)),
        };
        leave_blank(&mut paged, section, number, before, context);
        *number = paint_section(&mut paged, section, ready, *number, context, &mut found);
    }
    (paged, found)
}

/// Leaves pages blank until the section begins on the side of a leaf that it asks for. `before` is the label of a page that is left blank
/// before a numbering begins.
fn leave_blank(paged: &mut Paged, section: &Section, number: &mut u32, before: String, context: &PageContext<'_>) {
    // Odd numbers are rectos 单页 throughout; the first page of the file, a cover or not, is one as well.
    let leaves = match section.opening {
        // CLR-B02: the first page of a vertical book is a left page, so that odd numbers are on the left throughout.
        Opening::Page => context.setting.writing == Writing::Vertical && *number == 1,
        Opening::Recto | Opening::Verso => true,
    };
    let turns = match section.opening {
        Opening::Page => false,
        Opening::Recto => number.is_multiple_of(2),
        Opening::Verso => !number.is_multiple_of(2),
    };
    if turns && *number > 1 {
        blank_page(paged, folio(section.folios, *number), context.grid);
        *number += 1;
    }
    if leaves && paged.pages.len().is_multiple_of(2) == number.is_multiple_of(2) {
        blank_page(paged, before, context.grid);
    }
}

/// The number of the page of every name as it is printed in the text.
fn page_numbers(paged: &Paged, context: &PageContext<'_>) -> Places {
    let figures = Figures { folio: &context.theme.options.folio, writing: context.setting.writing };
    let mut places = Places::default();
    for (name, place) in &paged.destinations {
        places.set_page(name, &paged.pages[place.page].label, &figures);
    }
    places
}

fn unsettled(before: &Places, after: &Places) -> Diagnostic {
    let moved = after.moved(before);
    let shown = moved.iter().take(5).copied().collect::<Vec<_>>().join(", ");
    Diagnostic::warning(
        "unsettled-pages",
        format!("{ROUNDS} 轮之后仍有 {} 处页码在变动：{shown}", moved.len()),
        format!("after {ROUNDS} rounds {} page numbers still move: {shown}", moved.len()),
    )
    .hint("改动所在段落的措辞，使其不在页边", "reword the paragraph so that it does not end at a page's edge")
}
