//! The appendix 事实核查备注. In: the claims of the book. Out: one entry for each, with its state in words, its grounds,
//! and the way back to the text (EPUB requirement 10). A claim without a place in the text is listed too.

use super::article::filled;
use super::label::Word;
use super::page::{Page, page};
use super::paging::begins;
use super::xml::Xml;
use super::{Edition, Kind, address, review};
use crate::display::PageStart;
use crate::document::{self, Claim, ClaimStatus, Source};
use crate::project::EpubProfile;
use crate::units::letters;

/// Writes the appendix; `None` for a book without claims.
pub(super) fn facts(edition: &Edition<'_>) -> Option<Page> {
    let claims = &edition.input.book.claims;
    if claims.is_empty() {
        return None;
    }
    let title = edition.words.facts;
    Some(page(edition, Kind::Facts, "facts.xhtml", title, |xml| {
        begins(edition, xml, PageStart::Facts);
        let attributes = [("epub:type", "endnotes"), ("role", "doc-endnotes"), ("aria-labelledby", "title")];
        xml.open("section", &attributes);
        xml.line();
        xml.row("h1", &[("id", "title")], title);
        xml.row("p", &[("class", "summary")], &summary(edition));
        for paragraph in &edition.input.book.fact_notes.method {
            xml.row("p", &[("class", "method")], paragraph);
        }
        let many = edition.survey.articles.len() > 1;
        let mut above: Option<&str> = None;
        for (at, claim) in claims.iter().enumerate() {
            let home = home(edition, at, claim);
            if above != Some(home) {
                if above.is_some() {
                    xml.close();
                    xml.line();
                }
                above = Some(home);
                if many {
                    let title = edition.survey.article(home).map_or(home, |place| place.title.as_str());
                    xml.row("h2", &[], title);
                }
                xml.open("ol", &[("class", "facts"), ("role", "list")]);
                xml.line();
            }
            entry(edition, xml, at, claim);
        }
        xml.close();
        xml.line();
        unverified(edition, xml);
        corrections(edition, xml);
        // Kindle's converter takes no script, not even one that is data.
        let takes_data = edition.input.profile != EpubProfile::Kindle;
        if let Some(data) = review::reviews(edition).filter(|_| takes_data) {
            xml.row("script", &[("type", "application/ld+json")], &data);
        }
    }))
}

/// The article that a claim is listed under: where its words stand, else the one that states it.
fn home<'a>(edition: &'a Edition<'_>, at: usize, claim: &'a Claim) -> &'a str {
    match edition.survey.claims.get(&at) {
        Some(stand) => edition.survey.articles[stand.article].article.id.as_str(),
        None => claim.article.as_str(),
    }
}

/// One sentence: how many claims there are, and how many in each state.
fn summary(edition: &Edition<'_>) -> String {
    let claims = &edition.input.book.claims;
    let (words, label) = (edition.words, edition.label);
    let counts: Vec<String> = ClaimStatus::ALL
        .into_iter()
        .filter_map(|status| {
            let count = claims.iter().filter(|claim| claim.status == status).count();
            (count > 0).then(|| label.count(edition.status(status), count))
        })
        .collect();
    format!("{}{}{}{}", label.facts_intro(claims.len()), words.colon, counts.join(words.comma), label.stop())
}

fn entry(edition: &Edition<'_>, xml: &mut Xml, at: usize, claim: &Claim) {
    let words = edition.words;
    let number = letters(at as u32 + 1);
    xml.at(claim.span);
    xml.open("li", &[("id", &edition.fact_id(at))]);
    xml.line();
    begins(edition, xml, PageStart::of(claim.span));
    xml.open("p", &[("class", "claim")]);
    xml.leaf("span", &[("class", "number")], &number);
    xml.text(" ");
    xml.text(claim.claim.trim());
    xml.close();
    xml.line();
    xml.open("dl", &[]);
    xml.line();
    line(xml, words.status, edition.status(claim.status));
    line(xml, edition.label.word(Word::Kind), edition.kind(claim.kind));
    sources(edition, xml, &claim.sources);
    if let Some(check) = &claim.checked {
        let on = filled(check.on.as_deref()).map(|on| format!("{}{on}", words.comma)).unwrap_or_default();
        line(xml, words.checked_by, &format!("{}{on}", check.by));
    }
    if let Some(note) = filled(claim.note.as_deref()) {
        line(xml, words.note, note);
    }
    let stand = edition.survey.claims.get(&at);
    let anchor = claim.place.as_ref().map(|place| &place.anchor);
    let label = anchor.and_then(|anchor| edition.input.print?.labels.get(anchor));
    if let Some(label) = label.filter(|_| stand.is_some()) {
        line(xml, edition.label.word(Word::Page), label);
    }
    if stand.is_none() {
        article(edition, xml, claim);
    }
    xml.close();
    xml.line();
    if let Some(stand) = stand {
        let href = format!("{}#{}", edition.survey.path(*stand), edition.claim_id(at));
        let spoken = format!("{} {number}", words.back);
        xml.open("p", &[("class", "back")]);
        xml.leaf("a", &[("href", &href), ("role", "doc-backlink"), ("aria-label", &spoken)], words.back);
        xml.close();
        xml.line();
    }
    xml.close();
    xml.line();
}

/// The article that states a claim whose words are not found in the text.
fn article(edition: &Edition<'_>, xml: &mut Xml, claim: &Claim) {
    xml.row("dt", &[("class", "label")], edition.label.word(Word::Article));
    xml.open("dd", &[]);
    match edition.survey.article(&claim.article) {
        Some(place) => xml.leaf("a", &[("href", &place.path)], &place.title),
        None => xml.text(&claim.article),
    }
    xml.close();
    xml.line();
}

fn line(xml: &mut Xml, label: &str, text: &str) {
    xml.row("dt", &[("class", "label")], label);
    xml.row("dd", &[], text);
}

fn sources(edition: &Edition<'_>, xml: &mut Xml, sources: &[Source]) {
    xml.row("dt", &[("class", "label")], edition.words.sources);
    if sources.is_empty() {
        xml.row("dd", &[], edition.words.no_sources);
    }
    for source in sources {
        xml.open("dd", &[]);
        cite(edition, xml, source);
        xml.close();
        xml.line();
    }
}

/// A source after GB/T 7714, its addresses leading there.
fn cite(edition: &Edition<'_>, xml: &mut Xml, source: &Source) {
    for part in document::cite(source, edition.input.book.fact_notes.standard) {
        match part.url.as_deref().and_then(address::outside) {
            Some(url) => xml.leaf("a", &[("href", &url)], &part.text),
            None => xml.text(&part.text),
        }
    }
}

/// The letters of the claims that nobody has verified, each leading to its entry.
fn unverified(edition: &Edition<'_>, xml: &mut Xml) {
    let is_open = |claim: &Claim| claim.status.is_open() || claim.status == ClaimStatus::Unverifiable;
    let open = edition.input.book.claims.iter().enumerate().filter(|(_, claim)| is_open(claim));
    if open.clone().next().is_none() {
        return;
    }
    xml.row("h2", &[("id", "unverified")], edition.words.unverified);
    xml.open("p", &[("class", "unverified")]);
    for (count, (at, _)) in open.enumerate() {
        if count > 0 {
            xml.text(edition.words.comma);
        }
        xml.leaf("a", &[("href", &format!("#{}", edition.fact_id(at)))], &letters(at as u32 + 1));
    }
    xml.close();
    xml.line();
}

/// What was corrected, by edition and day.
fn corrections(edition: &Edition<'_>, xml: &mut Xml) {
    let log = edition.input.book.corrections();
    if log.is_empty() {
        return;
    }
    let words = edition.words;
    xml.row("h2", &[("id", "corrections")], words.corrections);
    xml.open("ul", &[("class", "corrections")]);
    xml.line();
    for (at, correction) in log {
        xml.open("li", &[]);
        for part in [correction.edition.as_deref(), correction.on.as_deref()].into_iter().flatten() {
            xml.text(part);
            xml.text(words.comma);
        }
        xml.leaf("a", &[("href", &format!("#{}", edition.fact_id(at)))], &letters(at as u32 + 1));
        xml.text(words.colon);
        xml.text(&correction.text);
        xml.close();
        xml.line();
    }
    xml.close();
    xml.line();
}
