//! Films and recordings. In: the media of an article. Out: a card each: still picture, title, link; or the recording itself where it comes
//! along, with the card for readers that can't play it.

use std::collections::BTreeMap;

use super::Edition;
use super::address::outside;
use super::article::filled;
use super::label::Word;
use super::text::Text;
use crate::document::{Media, Recording};
use crate::project::EpubProfile;

/// The recordings that come along, by position in the assets. Kindle plays none.
pub(super) fn recordings<'a>(edition: &Edition<'a>) -> BTreeMap<usize, &'a Recording> {
    let media = edition.input.book.articles().flat_map(|article| &article.media);
    media.filter_map(|media| recording(edition, media)).collect()
}

fn recording<'a>(edition: &Edition<'a>, media: &Media) -> Option<(usize, &'a Recording)> {
    let at = media.recording.filter(|_| edition.input.profile != EpubProfile::Kindle)?;
    Some((at, edition.input.assets.recordings.get(at)?))
}

/// A recording's path in the edition.
pub(super) fn path(at: usize, recording: &Recording) -> String {
    format!("media/recording-{}.{}", at + 1, recording.format.extension())
}

impl Text<'_> {
    /// The media of an article.
    pub(super) fn media(&mut self) {
        // Of a recording without title, address, picture and file there is nothing to show.
        let shows = |media: &&Media| {
            media.title.is_some() || media.url.is_some() || media.still.is_some() || media.recording.is_some()
        };
        let media: Vec<&Media> = self.place.article.media.iter().filter(shows).collect();
        if media.is_empty() {
            return;
        }
        self.xml.open("ul", &[("class", "media"), ("aria-label", self.edition.label.word(Word::Media))]);
        self.xml.line();
        for media in media {
            self.xml.open("li", &[]);
            match recording(self.edition, media) {
                Some((at, recording)) => self.player(at, recording, media),
                None => self.card(media),
            }
            self.xml.close();
            self.xml.line();
        }
        self.xml.close();
        self.xml.line();
    }

    /// The recording itself; inside it what is shown where it can't be played.
    fn player(&mut self, at: usize, recording: &Recording, media: &Media) {
        let source = path(at, recording);
        let title = filled(media.title.as_deref()).unwrap_or_default();
        if recording.format.is_film() {
            let poster = media.still.and_then(|still| self.edition.pictures.path(still)).unwrap_or_default().to_owned();
            let attributes = [
                ("controls", "controls"),
                ("preload", "none"),
                ("src", source.as_str()),
                ("poster", &poster),
                ("aria-label", title),
            ];
            self.xml.open("video", &attributes);
        } else {
            let attributes =
                [("controls", "controls"), ("preload", "none"), ("src", source.as_str()), ("aria-label", title)];
            self.xml.open("audio", &attributes);
        }
        self.xml.open("span", &[("class", "card")]);
        self.card(media);
        self.xml.close();
        self.xml.close();
        if !title.is_empty() {
            self.xml.open("span", &[("class", "caption")]);
            self.words(title);
            self.xml.close();
        }
    }

    fn card(&mut self, media: &Media) {
        let words = self.edition.words;
        let kind = match media.kind.as_str() {
            "video" => words.video,
            "audio" => words.audio,
            other => other,
        };
        if let Some(path) = media.still.and_then(|still| self.edition.pictures.path(still)) {
            let path = path.to_owned();
            // The title beside it says what it is.
            self.xml.empty("img", &[("src", &path), ("alt", "")]);
        }
        self.xml.leaf("span", &[("class", "kind")], kind);
        self.xml.text(" ");
        let url = media.url.as_deref().and_then(outside);
        let title = filled(media.title.as_deref());
        match (url, title) {
            (Some(url), title) => self.xml.leaf("a", &[("href", &url)], title.unwrap_or(&url)),
            (None, Some(title)) => self.xml.leaf("span", &[("class", "title")], title),
            (None, None) => {}
        }
    }
}
