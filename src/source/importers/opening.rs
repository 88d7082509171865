//! The head of a copied page. In: the lines of a text. Out: its title and standfirst once, what was left out, and the lines that remain.
//!
//! A page that was copied whole shows its title and standfirst twice: above its player or picture, and again over the text.

use super::character::{closes, ends_clause, ends_sentence};
use super::furniture::{Furniture, furniture};
use super::label::label;
use super::line::Line;
use super::report::Reason;

/// What the head of a text says.
#[derive(Default, Debug)]
pub(super) struct Opening {
    /// The title as the page has it.
    pub(super) title: Option<Line>,
    /// The standfirst 导语, where the page repeats it.
    pub(super) standfirst: Option<Line>,
    /// Lines left out, in their order.
    pub(super) removed: Vec<(Line, Reason)>,
    /// Whether the page had a video.
    pub(super) has_video: bool,
    /// The other lines.
    pub(super) rest: Vec<Line>,
}

/// The longest title, in characters.
const MAX_TITLE: usize = 60;
/// The shortest standfirst, in characters: a shorter line that comes twice is a refrain.
const MIN_STANDFIRST: usize = 20;
/// How many lines from the title on belong to the head of the page.
const HEAD_LINES: usize = 8;

/// Takes the head of the page off `lines`.
pub(super) fn opening(lines: Vec<Line>) -> Opening {
    let mut opening = Opening::default();
    let mut kept = Vec::new();
    for line in lines {
        match furniture(&line.text) {
            Some(found) => {
                opening.has_video |= found == Furniture::Video;
                opening.removed.push((line, Reason::Furniture));
            }
            None => kept.push(line),
        }
    }
    if is_title(&kept) {
        opening.title = Some(kept.remove(0));
    }
    opening.take_repeats(kept);
    opening.removed.sort_by_key(|(line, _)| line.number);
    opening
}

/// Whether the first line is the title: it is short and no sentence, or the page repeats it.
fn is_title(lines: &[Line]) -> bool {
    let Some((first, others)) = lines.split_first() else { return false };
    let last = first.text.trim_end_matches(closes).chars().next_back();
    let sentence = last.is_some_and(|c| ends_clause(c) || (ends_sentence(c) && !matches!(c, '？' | '！' | '?' | '!')));
    let short = first.text.chars().count() <= MAX_TITLE && !first.text.contains('。');
    let repeated = others.iter().take(HEAD_LINES).any(|line| same(line, first));
    let has_letters = first.text.chars().any(char::is_alphanumeric);
    !others.is_empty() && has_letters && label(&first.text).is_none() && short && (repeated || !sentence)
}

impl Opening {
    fn take_repeats(&mut self, lines: Vec<Line>) {
        let head = &lines[..lines.len().min(HEAD_LINES)];
        let comes_again = |(at, line): &(usize, &Line)| {
            line.text.chars().count() >= MIN_STANDFIRST
                && label(&line.text).is_none()
                && head[at + 1..].iter().any(|later| same(later, line))
        };
        // The standfirst follows the title at once, or after its repeat and the author's line.
        let standfirst = self.title.as_ref().and_then(|title| {
            let found = head.iter().enumerate().find(comes_again)?;
            (head[..found.0].iter().all(|line| same(line, title) || label(&line.text).is_some()))
                .then(|| found.1.clone())
        });
        for (at, line) in lines.into_iter().enumerate() {
            let repeats_title = self.title.as_ref().is_some_and(|title| same(&line, title));
            match &standfirst {
                _ if repeats_title => self.removed.push((line, Reason::Repeat)),
                Some(first) if first.number == line.number => {}
                Some(first) if at < HEAD_LINES && same(&line, first) => self.removed.push((line, Reason::Repeat)),
                _ => self.rest.push(line),
            }
        }
        self.standfirst = standfirst;
    }
}

/// Whether two lines say the same, punctuation and spaces aside.
fn same(one: &Line, other: &Line) -> bool {
    let letters = |line: &Line| line.text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    one.text == other.text || one.text.len().abs_diff(other.text.len()) < 16 && letters(one) == letters(other)
}

/// A headline as title and subtitle: it is parted at its first colon, where both parts say something.
pub(super) fn parted(headline: &str) -> (String, Option<String>) {
    let chars: Vec<(usize, char)> = headline.char_indices().collect();
    for (at, &(start, c)) in chars.iter().enumerate() {
        let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|(_, c)| c.is_ascii_digit());
        let next = chars.get(at + 1).map(|(_, c)| *c);
        // A Latin colon parts only before a space or Han: `http://`, `3:2` and `C:` stay whole.
        let parts = c == '：'
            || c == ':'
                && next.is_some_and(|c| c == ' ' || !c.is_ascii())
                && !(digit(at.checked_sub(1)) && digit(Some(at + 1)));
        if parts {
            let (head, tail) = (headline[..start].trim(), headline[start + c.len_utf8()..].trim());
            let says = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count() >= 2;
            return if says(head) && says(tail) {
                (head.to_owned(), Some(tail.to_owned()))
            } else {
                (headline.to_owned(), None)
            };
        }
    }
    (headline.to_owned(), None)
}
