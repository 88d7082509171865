//! Checks as schema.org has them: the claims of a book in, a JSON-LD block of `ClaimReview`s out, for programs that look for fact-checks.
//!
//! Only a claim that someone has checked has a review: of one that nobody has checked there is nothing to say. The block is data, no script (EPUB 3.3
//! §5.2), and has no character that means something to XML or HTML, so it reads the same in both.

use serde_json::{Value, json};

use super::Edition;
use crate::document::{Claim, ClaimStatus};

/// The reviews; `None` where nobody has checked anything.
pub(super) fn reviews(edition: &Edition<'_>) -> Option<String> {
    let claims = edition.input.book.claims.iter().enumerate();
    let reviews: Vec<Value> = claims.filter_map(|(at, claim)| review(edition, at, claim)).collect();
    if reviews.is_empty() {
        return None;
    }
    let data = json!({ "@context": "https://schema.org", "@graph": reviews }).to_string();
    Some(data.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
}

fn review(edition: &Edition<'_>, at: usize, claim: &Claim) -> Option<Value> {
    let check = claim.checked.as_ref()?;
    let metadata = edition.input.metadata;
    let mut rating = json!({ "@type": "Rating", "alternateName": edition.status(claim.status) });
    if let Some(value) = value(claim.status) {
        rating["ratingValue"] = json!(value);
        rating["bestRating"] = json!(5);
        rating["worstRating"] = json!(1);
    }
    let mut book = json!({ "@type": "Book", "name": metadata.title });
    if let Some(isbn) = &edition.isbn {
        book["isbn"] = json!(isbn);
    }
    let mut review = json!({
        "@type": "ClaimReview",
        "url": format!("{}#{}", metadata.identifier, edition.fact_id(at)),
        "claimReviewed": claim.claim,
        "author": { "@type": "Person", "name": check.by },
        "itemReviewed": { "@type": "Claim", "text": claim.claim, "appearance": book },
        "reviewRating": rating,
    });
    if let Some(on) = &check.on {
        review["datePublished"] = json!(on);
    }
    Some(review)
}

/// A state on a scale from one to five, where it has a place on it: what is disputed or can't be verified is neither true nor false.
fn value(status: ClaimStatus) -> Option<u8> {
    match status {
        ClaimStatus::Supported => Some(5),
        ClaimStatus::Partly => Some(3),
        ClaimStatus::Corrected | ClaimStatus::Withdrawn => Some(1),
        ClaimStatus::Unchecked | ClaimStatus::Disputed | ClaimStatus::Unverifiable => None,
    }
}
