//! References by number: `[第@页](#id)`, `[图@](#id)`. In: a link's target and words. Out: a reference, if an `@` stands among the words.

use super::frame::Facts;
use crate::document::{Inline, InlineKind, Shows, Target};

/// The reference that a link is. `\@` is a plain character, and an address outside the book has no number.
pub(super) fn reference(target: &Target, words: &[Inline], facts: &Facts) -> Option<InlineKind> {
    let Target::Url(raw) = target else { return None };
    let path = raw.split('#').next().unwrap_or("");
    let is_inside = !path.contains([':', '@']) && !path.starts_with("//") && !raw.is_empty();
    if !is_inside {
        return None;
    }
    let (mut before, mut after, mut found) = (String::new(), String::new(), false);
    for inline in words {
        let InlineKind::Text(text) = &inline.kind else { return None };
        let is_plain = facts.plain.contains(&(inline.span.file, inline.span.start));
        let at = text.find('@').filter(|at| !(found || is_plain && *at == 0));
        match at {
            Some(at) => {
                before.push_str(&text[..at]);
                after.push_str(&text[at + 1..]);
                found = true;
            }
            None if found => after.push_str(text),
            None => before.push_str(text),
        }
    }
    let shows = shows(&before, &after);
    found.then(|| InlineKind::Reference { target: target.clone(), before, shows, after })
}

/// A page's number stands before 页, or after `p.`, `page` or 页.
fn shows(before: &str, after: &str) -> Shows {
    let (before, after) = (before.trim_end().to_lowercase(), after.trim_start());
    let is_page = after.starts_with(['页', '頁'])
        || ["p.", "pp.", "page", "pages", "页", "頁"].iter().any(|word| before.ends_with(word));
    if is_page { Shows::Page } else { Shows::Number }
}
