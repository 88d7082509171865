//! Lines: `[line]`. In: a table of the manifest and the book's region. Out: `LineOptions` with the defaults of the region
//! (reference groups C to I; the points that the sources dispute, group R, are options here).

use super::measure;
use super::section::{Section, wrong_word};
use crate::diag::Sink;
use crate::units::{Em, Region};

/// A choice among a few words of the manifest: one list for the type, its messages and its reading.
macro_rules! choice {
    ($(#[$about:meta])* $name:ident { $($(#[$what:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum $name {
            $($(#[$what])* $variant,)+
        }

        impl $name {
            /// Every word that a manifest may write.
            pub const WORDS: &[&str] = &[$($word),+];

            /// The choice that a manifest's word names.
            pub fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

choice! {
    /// What may not stand at a line's edges (CLR-D01).
    Prohibition {
        /// Anything may.
        None = "none",
        /// Marks and brackets.
        Basic = "basic",
        /// And the solidus at a line's end.
        Gb = "gb",
        /// And the dash and ellipsis at a line's start.
        Strict = "strict",
    }
}

choice! {
    /// Which marks are squeezed (CLR-F04).
    Squeezing {
        /// None.
        None = "none",
        /// Adjacent ones.
        Pairs = "pairs",
        /// Adjacent ones and those at line edges.
        Full = "full",
    }
}

choice! {
    /// How far adjacent marks are squeezed (group F, "tighter style").
    SqueezeStyle {
        /// To one em and a half.
        Normal = "normal",
        /// To one em.
        Tight = "tight",
    }
}

choice! {
    /// What becomes of spaces typed between Han and Latin (CLR-H04).
    TypedSpaces {
        /// The computed gap stands for them.
        Replace = "replace",
        /// They stay.
        Keep = "keep",
    }
}

choice! {
    /// The widths of figures (CLR-H07).
    Figures {
        /// Each its own.
        Proportional = "proportional",
        /// One for all.
        Tabular = "tabular",
        /// As the face has them.
        Default = "default",
    }
}

choice! {
    /// How lines are broken (CLR-D09).
    Breaking {
        /// The best of all ways through the paragraph.
        Optimal = "optimal",
        /// Line by line, for comparison.
        Greedy = "greedy",
    }
}

choice! {
    /// The full stop of the whole book (CLR-C09).
    StopMark {
        /// 。
        Ideographic = "。",
        /// ． in technical books.
        Fullwidth = "．",
    }
}

choice! {
    /// Which marks lose their blank at a line's end (CLR-G04).
    EdgeMarks {
        /// Every mark of one em.
        All = "all",
        /// Closing ones.
        Closing = "closing",
    }
}

choice! {
    /// Which quotation marks vertical text has (CLR-C01, I07).
    QuoteMarks {
        /// Those of the source.
        Keep = "keep",
        /// Those of the region: “” become 『』 on the Mainland.
        Region = "region",
    }
}

/// The lines of the PDF editions: `[line]`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LineOptions {
    /// Whose conventions the text follows.
    pub region: Region,
    /// Prohibition at line edges.
    pub prohibition: Prohibition,
    /// Squeezing of marks.
    pub squeeze: Squeezing,
    /// How far it goes.
    pub squeeze_style: SqueezeStyle,
    /// The gap between Han and Latin (CLR-H01).
    pub gap: Em,
    /// Spaces typed between Han and Latin.
    pub spaces: TypedSpaces,
    /// Whether marks may hang over a line's end (CLR-G05).
    pub hanging: bool,
    /// Whether characters stand in rows and columns 纵横对齐 (CLR-H03).
    pub grid: bool,
    /// Figures.
    pub figures: Figures,
    /// Line breaking.
    pub breaking: Breaking,
    /// Added after each character: loose setting 疏排 (CLR-A02).
    pub tracking: Em,
    /// Whether 。？！ give way in a line that is too long (group M, step 7).
    pub compress_stops: bool,
    /// The full stop.
    pub stop: StopMark,
    /// Marks at a line's end.
    pub edge_marks: EdgeMarks,
    /// Quotation marks of vertical text.
    pub quotes: QuoteMarks,
    /// Up to so many figures stand upright side by side in vertical text 纵中横 (CLR-I05); none for 0.
    pub upright_digits: u8,
    /// Whether headings break at their sense (CLR-D08, N07).
    pub phrase: bool,
    /// Whether lines of Han break between words alone (CLR-D08).
    pub words: bool,
}

impl LineOptions {
    /// What a region's books do when the manifest says nothing.
    pub const fn of(region: Region) -> Self {
        // Much of Taiwan's printing squeezes nothing at line edges (CLR-F04).
        let squeeze = match region {
            Region::Taiwan => Squeezing::Pairs,
            Region::Mainland | Region::HongKong | Region::Japan | Region::Korea => Squeezing::Full,
        };
        let is_korea = matches!(region, Region::Korea);
        Self {
            region,
            // clreq's basic set is the default outside the Mainland; JIS keeps small kana and the long vowel mark too.
            prohibition: if matches!(region, Region::Mainland | Region::Japan) {
                Prohibition::Strict
            } else {
                Prohibition::Basic
            },
            squeeze,
            squeeze_style: SqueezeStyle::Normal,
            // Korean has spaces between its words, and no gap beside Latin.
            gap: if is_korea { Em::ZERO } else { Em::QUARTER },
            spaces: if is_korea { TypedSpaces::Keep } else { TypedSpaces::Replace },
            hanging: false,
            grid: false,
            figures: Figures::Default,
            breaking: Breaking::Optimal,
            tracking: Em::ZERO,
            compress_stops: true,
            stop: StopMark::Ideographic,
            edge_marks: if matches!(region, Region::Japan) { EdgeMarks::Closing } else { EdgeMarks::All },
            quotes: QuoteMarks::Region,
            upright_digits: 2,
            phrase: true,
            words: false,
        }
    }
}

impl Default for LineOptions {
    fn default() -> Self {
        Self::of(Region::default())
    }
}

/// Reads `[line]`; `region` is that of the book's language.
pub(super) fn read_line(mut line: Section<'_>, region: Region, sink: &mut Sink) -> LineOptions {
    let regions = Region::ALL.map(Region::word);
    let default = LineOptions::of(line.word("region", Region::from_word, &regions, sink).unwrap_or(region));
    let grid = line.flag("grid", sink).unwrap_or(default.grid);
    // Marks that hang leave the frames to the characters (CLR-H03).
    let options = read_marks(&mut line, LineOptions { grid, hanging: default.hanging || grid, ..default }, sink);
    let options = LineOptions {
        gap: ems(&mut line, "gap", Em::HALF, &["0.25", "0.125", "0"], sink).unwrap_or(options.gap),
        spaces: word(&mut line, "spaces", TypedSpaces::from_word, TypedSpaces::WORDS, options.spaces, sink),
        figures: word(&mut line, "figures", Figures::from_word, Figures::WORDS, options.figures, sink),
        breaking: word(&mut line, "breaking", Breaking::from_word, Breaking::WORDS, options.breaking, sink),
        tracking: ems(&mut line, "tracking", Em::ONE, &["0.25", "0.5", "1"], sink).unwrap_or(options.tracking),
        upright_digits: line.count("upright-digits", 0, 4, sink).map_or(options.upright_digits, |most| most as u8),
        phrase: line.flag("phrase", sink).unwrap_or(options.phrase),
        words: line.flag("words", sink).unwrap_or(options.words),
        ..options
    };
    line.finish(sink);
    options
}

/// The keys that say what becomes of marks.
fn read_marks(line: &mut Section<'_>, default: LineOptions, sink: &mut Sink) -> LineOptions {
    LineOptions {
        prohibition: word(line, "prohibition", Prohibition::from_word, Prohibition::WORDS, default.prohibition, sink),
        squeeze: word(line, "squeeze", Squeezing::from_word, Squeezing::WORDS, default.squeeze, sink),
        squeeze_style: word(
            line,
            "squeeze-style",
            SqueezeStyle::from_word,
            SqueezeStyle::WORDS,
            default.squeeze_style,
            sink,
        ),
        hanging: line.flag("hanging", sink).unwrap_or(default.hanging),
        compress_stops: line.flag("compress-stops", sink).unwrap_or(default.compress_stops),
        stop: word(line, "stop", StopMark::from_word, StopMark::WORDS, default.stop, sink),
        edge_marks: word(line, "edge-marks", EdgeMarks::from_word, EdgeMarks::WORDS, default.edge_marks, sink),
        quotes: word(line, "quotes", QuoteMarks::from_word, QuoteMarks::WORDS, default.quotes, sink),
        ..default
    }
}

fn word<T>(
    line: &mut Section<'_>,
    key: &'static str,
    known: fn(&str) -> Option<T>,
    all: &[&'static str],
    default: T,
    sink: &mut Sink,
) -> T {
    line.word(key, known, all, sink).unwrap_or(default)
}

/// A length in ems, from none to `most`.
fn ems(line: &mut Section<'_>, key: &'static str, most: Em, examples: &[&'static str], sink: &mut Sink) -> Option<Em> {
    let (text, span) = line.text_at(key, sink)?;
    let length = measure::ems(&text).filter(|length| *length <= most);
    if length.is_none() {
        sink.push(wrong_word(&line.full(key), &text, examples, span));
    }
    length
}

#[cfg(test)]
mod tests {
    use super::super::read_toml;
    use super::*;
    use crate::diag::Files;

    /// What a table says in a Mainland book, and the codes of what is found.
    fn line(text: &str) -> (LineOptions, Vec<&'static str>) {
        let (mut files, mut sink) = (Files::default(), Sink::default());
        let file = files.add("book.toml", text.to_owned());
        let value = read_toml(text, file, 0, &mut sink).unwrap();
        let options = read_line(Section::new("line", &value, &mut sink).unwrap(), Region::Mainland, &mut sink);
        (options, sink.findings().iter().map(|finding| finding.code).collect())
    }

    #[test]
    fn every_key_is_heard() {
        let text = "region = 'hk'\nprohibition = 'basic'\nsqueeze = 'none'\nsqueeze-style = 'tight'\ngap = 0.125\n\
                    spaces = 'keep'\nhanging = true\ngrid = true\nfigures = 'tabular'\nbreaking = 'greedy'\n\
                    tracking = '0.5em'\ncompress-stops = false\nstop = '．'\nedge-marks = 'closing'\n\
                    quotes = 'keep'\nupright-digits = 3\nphrase = false\nwords = true\n";
        let expected = LineOptions {
            region: Region::HongKong,
            prohibition: Prohibition::Basic,
            squeeze: Squeezing::None,
            squeeze_style: SqueezeStyle::Tight,
            gap: Em::EIGHTH,
            spaces: TypedSpaces::Keep,
            hanging: true,
            grid: true,
            figures: Figures::Tabular,
            breaking: Breaking::Greedy,
            tracking: Em::HALF,
            compress_stops: false,
            stop: StopMark::Fullwidth,
            edge_marks: EdgeMarks::Closing,
            quotes: QuoteMarks::Keep,
            upright_digits: 3,
            phrase: false,
            words: true,
        };
        assert_eq!(line(text), (expected, Vec::new()));
    }

    #[test]
    fn a_region_brings_its_defaults() {
        assert_eq!(line(""), (LineOptions::of(Region::Mainland), Vec::new()));
        assert_eq!(line("region = 'tw'").0.squeeze, Squeezing::Pairs, "CLR-F04");
        assert_eq!(line("region = 'tw'\nsqueeze = 'full'").0.squeeze, Squeezing::Full);
    }

    #[test]
    fn marks_hang_on_a_grid_clr_h03() {
        assert!(line("grid = true").0.hanging);
        assert!(!line("grid = true\nhanging = false").0.hanging);
    }

    #[test]
    fn what_goes_too_far_is_a_finding() {
        for text in ["gap = 0.6", "gap = -0.1", "tracking = 2", "stop = '.'", "breaking = 'best'"] {
            assert_eq!(line(text), (LineOptions::default(), vec!["wrong-value"]), "{text}");
        }
        assert_eq!(line("upright-digits = 5"), (LineOptions::default(), vec!["wrong-type"]));
        assert_eq!(line("squeze = 'none'").1, ["unknown-key"]);
    }
}
