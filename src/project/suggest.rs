//! "Did you mean". In: a word and the words that are known. Out: the nearest one, if it is near.

/// The longest word that is compared; longer ones are nobody's slip of the pen.
const MAX_WORD: usize = 200;

/// The known word that differs least from `word`: at most by a third of its letters, ASCII case aside.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(MAX_WORD + 1).map(|letter| letter.to_ascii_lowercase()).collect();
    if word.len() > MAX_WORD {
        return None;
    }
    let limit = (word.len() / 3).max(1);
    known
        .into_iter()
        .filter(|candidate| candidate.len() <= MAX_WORD * 4)
        .map(|candidate| (distance(&word, &candidate.to_ascii_lowercase().chars().collect::<Vec<_>>()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other (Damerau).
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before = vec![0; right.len() + 1];
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1; right.len() + 1];
        for (j, b) in right.iter().enumerate() {
            let mut cost = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                cost = cost.min(before[j - 1] + 1);
            }
            row[j + 1] = cost;
        }
        before = std::mem::replace(&mut last, row);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_of_the_pen_find_their_word() {
        let known = ["title", "subtitle", "authors", "language"];
        for (word, expected) in [
            ("titel", Some("title")),
            ("Author", Some("authors")),
            ("langauge", Some("language")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), expected, "{word}");
        }
    }
}
