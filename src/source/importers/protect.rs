//! What no rule of punctuation may touch. In: characters. Out: for each whether it is locked: addresses, code in backticks, templates.

/// For each character whether it is part of an address (`https://…`, `www.…`), of code in backticks, or of a template's `{{…}}` and `{%…%}`.
pub(super) fn locked(chars: &[char]) -> Vec<bool> {
    let mut locked = vec![false; chars.len()];
    lock_between(chars, &mut locked, &['`'], &['`']);
    lock_between(chars, &mut locked, &['{', '{'], &['}', '}']);
    lock_between(chars, &mut locked, &['{', '%'], &['%', '}']);
    lock_addresses(chars, &mut locked);
    locked
}

fn lock_between(chars: &[char], locked: &mut [bool], open: &[char], close: &[char]) {
    // The last close is found once: without it, a run of opens would be searched to the end again and again.
    let Some(last) = chars.windows(close.len()).rposition(|window| window == close) else { return };
    let mut at = 0;
    while at < last {
        let rest = at + open.len();
        let found = chars[at..].starts_with(open).then(|| (rest..=last).find(|&end| chars[end..].starts_with(close)));
        at = match found.flatten() {
            Some(end) => {
                locked[at..end + close.len()].fill(true);
                end + close.len()
            }
            None => at + 1,
        };
    }
}

fn lock_addresses(chars: &[char], locked: &mut [bool]) {
    let mut at = 0;
    while at < chars.len() {
        let start = match &chars[at..] {
            [':', '/', '/', ..] => scheme_start(chars, at),
            ['w', 'w', 'w', '.', ..] => Some(at),
            _ => None,
        };
        let Some(start) = start else {
            at += 1;
            continue;
        };
        let mut end = at;
        while chars.get(end).is_some_and(|&c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '`')) {
            end += 1;
        }
        let bracketed = chars[start..end].contains(&'(');
        while end > at && is_trailing(chars[end - 1], bracketed) {
            end -= 1;
        }
        locked[start..end].fill(true);
        at = end.max(at + 1);
    }
}

fn scheme_start(chars: &[char], colon: usize) -> Option<usize> {
    let mut start = colon;
    while start > 0
        && colon - start < 16
        && (chars[start - 1].is_ascii_alphanumeric() || matches!(chars[start - 1], '+' | '-' | '.'))
    {
        start -= 1;
    }
    (start < colon).then_some(start)
}

/// Whether the last character of an address belongs to the sentence around it: a mark, or a bracket that opens outside.
fn is_trailing(last: char, bracketed: bool) -> bool {
    matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'') || last == ')' && !bracketed
}
