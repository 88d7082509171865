//! What breaks cost (CLR-L09, L10, L13, N05): one table of weights, so that they can be read beside one another.

use crate::units::Region;

/// The cost of a break.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Cost(pub i64);

/// What a page of few lines costs, by region.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Scant {
    /// One row alone.
    pub one: i64,
    /// Two rows.
    pub two: i64,
}

impl Cost {
    /// Nothing.
    pub const FREE: Self = Self(0);
    /// A last line alone at a page's head: worse than a page that is sixteen rows short (CLR-L09 is a must).
    pub const LONE_LAST: Self = Self(26_500);
    /// The same where it is mostly borne (CLR-L13): worse than a page that is seven rows short.
    pub const LONE_LAST_BORNE: Self = Self(5_000);
    /// The same, of a line that holds one character (CLR-L10).
    pub const LONE_CHARACTER: Self = Self(30_000);
    /// A first line alone at the foot: worse than a page that is fifteen rows short.
    pub const LONE_FIRST: Self = Self(24_000);
    /// A sentence that announces something, apart from it: worse than a page that is five rows short.
    pub const ANNOUNCED: Self = Self(3_400);
    /// An item of one line alone, apart from its list: worse than a page that is two rows short.
    pub const LONE_ITEM: Self = Self(450);
    /// A row of a table alone, with its head or below 续表: worse than a page that is seven rows short.
    pub const LONE_ROW: Self = Self(5_000);
    /// Two rows of a table: worse than a page that is five rows short.
    pub const TWO_ROWS: Self = Self(3_000);
    /// A few lines of code on two pages: worse than a page that is four rows short.
    pub const GLANCE: Self = Self(2_000);
    /// One line after a heading: two should follow (CLR-N05). Worse than a page that is fifteen rows short.
    pub const ONE_AFTER_HEADING: Self = Self(25_000);
    /// A heading and a paragraph of one line, as the name of a poem's author, apart from what follows: worse than a page that is ten
    /// rows short.
    pub const BYLINE: Self = Self(10_500);
    /// So much that it happens only where nothing else is possible.
    pub const NEVER: Self = Self(1_000_000);
    /// A note that goes on over the page (CLR-O13: avoid).
    pub const SPLIT_NOTE: Self = Self(900);
    /// Each line of it.
    pub const CARRIED_LINE: Self = Self(60);
    /// A float that waits for the next page (CLR-O16).
    pub const WAITING: Self = Self(250);
    /// A float that waits while the next section begins.
    pub const PAST_SECTION: Self = Self(4_000);
    /// A page without text.
    pub const NO_TEXT: Self = Self(2_500);
    /// A row left empty at the foot costs this times the rows squared.
    const SHORT: i64 = 100;

    /// What a frame costs that isn't full.
    pub fn short(capacity: u32, used: u32) -> i64 {
        let free = i64::from(capacity.saturating_sub(used));
        free * free * Self::SHORT
    }

    /// What the last frame costs, which may be short, but not of one or two rows.
    pub fn scant(used: u32, scant: Scant) -> i64 {
        match used {
            0 | 1 => scant.one,
            2 => scant.two,
            _ => 0,
        }
    }
}

impl Scant {
    /// The weights of a region: in Taiwan a page of one line is the worst (CLR-L13), on the Mainland what stands on it decides
    /// (CLR-L10): `is_character` says whether its last line holds one character.
    pub fn of(region: Region, is_character: bool) -> Self {
        match (region, is_character) {
            (Region::Taiwan, _) => Self { one: 12_000, two: 600 },
            (_, true) => Self { one: 10_000, two: 2_000 },
            (_, false) => Self { one: 5_000, two: 600 },
        }
    }
}
