//! Running heads and folios: what stands where (CLR-O01 to O06, I06).

use super::item::{table, words};
use super::template::Template;
use super::text::Letters;
use crate::units::{Abs, Em};

words! {
    /// What a running head says (CLR-O03).
    HeadWords {
        /// Nothing.
        None "none",
        /// The title of the book 书名.
        Book "book",
        /// The title of the part 部分, or the book's where there are none.
        Part "part",
        /// The title of the chapter 章.
        Chapter "chapter",
        /// The section 节 that begins on the page or goes on there, or the chapter's title where there is none.
        Section "section",
    }
}

words! {
    /// Where on its line something stands.
    Stands {
        /// At the outer edge 切口.
        Outside "outside",
        /// In the middle.
        Center "center",
        /// At the inner edge 订口.
        Inside "inside",
    }
}

words! {
    /// Where a running head stands.
    HeadPlace {
        /// Above the type area.
        Head "head",
        /// In the outer margin of a vertical book, along its lines; in a horizontal one above.
        Fore "fore",
    }
}

words! {
    /// Where a folio stands.
    FolioPlace {
        /// Below the type area.
        Foot "foot",
        /// On the line of the running head, outside it.
        Head "head",
        /// In the outer margin of a vertical book, along its lines; in a horizontal one below.
        Fore "fore",
        /// Nowhere.
        None "none",
    }
}

table! {
    /// Running heads 书眉.
    RunningHead {
        /// Their characters.
        "text" text: Letters,
        /// What those of left-hand pages (双页) say.
        "verso" verso: HeadWords,
        /// What those of right-hand pages (单页) say.
        "recto" recto: HeadWords,
        /// Where they stand.
        "place" place: HeadPlace,
        /// Where on the line.
        "stands" stands: Stands,
        /// The rule below them; 0 for none.
        "rule" rule: Abs,
        /// From their baseline to the type area, in ems of the body.
        "distance" distance: Em,
        /// Whether they stand on pages on which a chapter opens.
        "on-openings" on_openings: bool,
    }
}

table! {
    /// Page numbers 页码.
    Folio {
        /// Their characters.
        "text" text: Letters,
        /// Where they stand.
        "place" place: FolioPlace,
        /// Where on the line.
        "stands" stands: Stands,
        /// How they are printed.
        "number" number: Template,
        /// How those of the front matter are printed; empty where the whole book is counted in one.
        "front" front: Template,
        /// From the type area to them, in ems of the body; below vertical lines it is one.
        "distance" distance: Em,
        /// Whether they stand on pages on which a chapter opens.
        "on-openings" on_openings: bool,
    }
}

impl Folio {
    /// How the numbers of the front matter, or those of the body, are printed.
    pub fn template(&self, is_front: bool) -> &Template {
        if is_front && !self.front.is_empty() { &self.front } else { &self.number }
    }
}
