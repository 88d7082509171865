//! Pages as letters: what stands on each, and that nothing cheaper was missed. In: a picture of slabs. Out: the same with `|` where pages break.

use proptest::prelude::*;

use super::super::cost::Scant;
use super::*;
use crate::units::{Abs, Region};

/// One letter a slab: `-` a line, `f` a first line, `l` the line before a last one, `c` the same before one of one character, `H` a heading of two rows, `n` a line with the
/// mark of a note, `F` a float of three rows, `S` a heading that no float should pass.
fn slabs(picture: &str) -> Vec<Slab> {
    let mut group = 0;
    let slab = |kind: char| Slab {
        block: 0,
        lines: 0..1,
        rows: match kind {
            'H' | 'S' => 2,
            'F' => 3,
            _ => 1,
        },
        above: u32::from(matches!(kind, 'H' | 'F')),
        below: u32::from(kind == 'F'),
        at_head: AtHead::Nothing,
        repeated: 0,
        after: match kind {
            'H' | 'S' => Cost::NEVER,
            'f' => Cost::LONE_FIRST,
            'l' => Cost::LONE_LAST,
            'c' => Cost::LONE_CHARACTER,
            _ => Cost::FREE,
        },
        notes: usize::from(kind == 'n'),
        float: (kind == 'F').then(|| {
            group += 1;
            group - 1
        }),
        section: kind == 'S',
    };
    picture.chars().map(slab).collect()
}

fn frames(rows: u32) -> Frames {
    Frames { columns: 1, first: rows, rows, scant: Scant::of(Region::Mainland, false) }
}

/// Notes of so many lines, each half a row high; the rule above them takes half a row.
fn notes(lines: &[usize]) -> NoteLines {
    let notes: Vec<Vec<Abs>> = lines.iter().map(|lines| vec![Abs::pt(5.0); *lines]).collect();
    NoteLines::new(&notes, Abs::pt(5.0), Abs::pt(10.0))
}

fn set(picture: &str, lines: &[usize], rows: u32) -> String {
    let letters: Vec<char> = picture.chars().collect();
    let pages = distribute(&slabs(picture), &notes(lines), &frames(rows));
    let page = |page: &Filled| {
        let text: String = page.slabs.iter().map(|slab| letters[*slab]).collect();
        if page.notes.is_empty() { text } else { format!("{text}+{}", page.notes.len()) }
    };
    pages.iter().map(page).collect::<Vec<_>>().join("|")
}

fn pages(picture: &str, rows: u32) -> String {
    set(picture, &[], rows)
}

#[test]
fn pages_are_filled() {
    assert_eq!(pages("-----------", 4), "----|----|---");
    // Two lines alone on the last page would be scant (CLR-L10): the page before gives one up.
    assert_eq!(pages("----------", 4), "----|---|---");
}

#[test]
fn a_heading_stays_with_its_text_clr_n05() {
    assert_eq!(pages("---H---", 6), "---|H---");
}

#[test]
fn no_page_begins_with_a_last_line_alone_clr_l09() {
    // The paragraph's last line would stand alone on the second page: the line before it goes with it.
    assert_eq!(pages("f--l------", 4), "f--|l---|---");
}

#[test]
fn one_character_at_a_head_is_worse_than_a_line_clr_l10() {
    // One of two last lines must stand alone: a page is left a row short so that it isn't the one of one character.
    assert_eq!(pages("Hlc---", 4), "Hl|c---");
    assert_eq!(pages("Hcl---", 4), "Hcl|---");
}

#[test]
fn a_first_line_moves_on_where_that_costs_one_row() {
    assert_eq!(pages("---f-l-", 4), "---|f-l-");
}

#[test]
fn no_slab_is_lost_however_small_the_page() {
    assert_eq!(pages("HHH", 1).replace('|', ""), "HHH");
    assert_eq!(pages("", 4), "");
}

#[test]
fn a_note_stands_on_its_marks_page_clr_o07() {
    // Three half rows of note and the rule take two rows.
    assert_eq!(set("-n--------", &[3], 6), "-n--+3|------");
    // A mark in the last line takes its line to the page where its note can begin.
    assert_eq!(set("----n-----", &[3], 5), "----|n--+3|---");
}

#[test]
fn a_note_that_must_goes_on_before_the_next_pages_notes_clr_o13() {
    // Twenty half rows: the page of the mark has room for some, the next pages for the rest.
    let set = set("n----------------", &[20], 6);
    assert!(set.starts_with('n') && set.replace(['n', '-', '|'], "").matches('+').count() >= 2, "{set}");
    let lines: usize = set.split('|').filter_map(|page| page.split('+').nth(1)?.parse::<usize>().ok()).sum();
    assert_eq!(lines, 20);
}

#[test]
fn a_note_longer_than_its_text_takes_pages_of_its_own() {
    assert_eq!(set("n", &[12], 4), "n+5|+7");
    assert_eq!(set("n", &[30], 4).matches('|').count(), 4);
}

#[test]
fn a_float_without_room_moves_to_the_next_page_and_the_text_goes_on_clr_o16() {
    assert_eq!(pages("---F--------", 6), "------|F--|---");
    // There is room: it stays where it was named.
    assert_eq!(pages("-F-------", 7), "-F-|------");
}

#[test]
fn floats_keep_their_order_and_come_before_the_next_section() {
    assert_eq!(pages("----FF----------", 9).replace(['|', '-'], ""), "FF");
    // It would have to wait past the heading: the page is left short instead.
    let set = pages("---FS------", 6);
    assert!(set.find('F') < set.find('S'), "{set}");
}

#[test]
fn a_column_of_the_first_page_may_be_shorter() {
    let frames = Frames { columns: 2, first: 3, ..frames(5) };
    let filled = distribute(&slabs("----------------"), &NoteLines::none(), &frames);
    let rows: Vec<usize> = filled.iter().map(|frame| frame.slabs.len()).collect();
    assert_eq!(rows, [3, 3, 5, 5]);
}

/// Text of lines, headings, marks and floats, with the lines of its notes.
fn text() -> impl Strategy<Value = (String, Vec<usize>, u32)> {
    ("[-flHnFS]{0,14}", proptest::collection::vec(1_usize..6, 14), 3_u32..9)
}

proptest! {
    #[test]
    fn every_slab_stands_once_and_every_note_on_its_marks_page((picture, lines, rows) in text()) {
        let slabs = slabs(&picture);
        let marks: Vec<usize> = (0..slabs.len()).filter(|at| slabs[*at].notes > 0).collect();
        let notes = notes(&lines[..marks.len()]);
        let pages = distribute(&slabs, &notes, &frames(rows));
        let mut all: Vec<usize> = pages.iter().flat_map(|page| page.slabs.clone()).collect();
        let text: Vec<usize> = all.iter().copied().filter(|slab| slabs[*slab].float.is_none()).collect();
        prop_assert!(text.is_sorted(), "{text:?}");
        let floats: Vec<usize> = all.iter().copied().filter(|slab| slabs[*slab].float.is_some()).collect();
        prop_assert!(floats.is_sorted(), "{floats:?}");
        all.sort_unstable();
        prop_assert_eq!(all, (0..slabs.len()).collect::<Vec<_>>());
        let mut next = 0;
        for page in &pages {
            prop_assert_eq!(page.notes.start, next);
            next = page.notes.end;
            let mut content = Content::new(rows);
            page.slabs.iter().for_each(|slab| content.push(*slab, &slabs[*slab]));
            let used = content.rows + notes.rows(page.notes.start, page.notes.end);
            prop_assert!(used <= rows || page.slabs.len() <= 1, "{page:?} has {used} rows");
            for slab in &page.slabs {
                if let Some(note) = marks.iter().position(|mark| mark == slab) {
                    let begins = page.notes.end >= notes.beginning(note) || page.slabs.len() == 1;
                    prop_assert!(begins, "note {note} doesn't begin on {page:?}");
                }
            }
        }
        prop_assert_eq!(next, notes.len());
        // A float stands on the page where it was named, or on a later one.
        let page_of = |slab: usize| pages.iter().position(|page| page.slabs.contains(&slab));
        for at in 1..slabs.len() {
            if slabs[at].float.is_some() && slabs[at - 1].float.is_none() {
                prop_assert!(page_of(at) >= page_of(at - 1), "{at}");
            }
        }
    }

    #[test]
    fn what_is_found_is_as_cheap_as_what_a_search_through_everything_finds((picture, lines, rows) in text()) {
        let slabs = slabs(&picture);
        let marks = slabs.iter().map(|slab| slab.notes).sum::<usize>();
        let (notes, frames) = (notes(&lines[..marks]), frames(rows));
        let quick = Search::new(&slabs, &notes, &frames);
        let whole = Search { most_states: usize::MAX, ..Search::new(&slabs, &notes, &frames) };
        prop_assert_eq!(quick.run().0, whole.run().0);
    }
}
