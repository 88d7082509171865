//! Data about a publication: nothing in it is invented.

/// A person or body with a part in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributor {
    /// The name as printed.
    pub name: String,
    /// MARC relator code: `aut`, `trl`, `edt`, `ill`.
    pub role: String,
    /// The name as sorted: pinyin, or family name first.
    pub file_as: Option<String>,
}

/// Data about a publication.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    /// The title.
    pub title: String,
    /// The subtitle.
    pub subtitle: Option<String>,
    /// Authors, translators, editors, in order.
    pub contributors: Vec<Contributor>,
    /// A paragraph for catalogues.
    pub description: Option<String>,
    /// BCP 47: `zh-Hans`, `zh-Hant-TW`, `en`.
    pub language: String,
    /// The publisher.
    pub publisher: Option<String>,
    /// Publication date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: Option<String>,
    /// ISBN-13 of each edition, digits only, by edition name (`epub`, `pdf`, `print`).
    pub isbn: Vec<(String, String)>,
    /// A URI that identifies the publication: `urn:isbn:…`, else `urn:uuid:…` derived from title, contributors and language.
    pub identifier: String,
    /// When this state was made, `YYYY-MM-DDThh:mm:ssZ`: `SOURCE_DATE_EPOCH`, else the date above, else 1980-01-01, the
    /// first day that a zip entry can carry. Never the clock.
    pub modified: String,
    /// The rights statement.
    pub rights: Option<String>,
    /// 版次: which edition this is, as printed.
    pub edition: Option<String>,
    /// The series it belongs to.
    pub series: Option<Series>,
    /// Further lines for the copyright page 版权页, as label and text, in the manifest's order (责任编辑, 印次, 定价 …).
    pub imprint: Vec<(String, String)>,
    /// 图书在版编目（CIP）数据, line by line, as the authority issued it. It is placed, never made.
    pub cip: Vec<String>,
    /// 献辞, line by line.
    pub dedication: Vec<String>,
}

impl Metadata {
    /// The language of a book that names none.
    pub const DEFAULT_LANGUAGE: &'static str = "zh-Hans";

    /// `modified` of a book that states no date, or one before zip files could: formats that demand a date have this one, all
    /// others have none.
    pub const UNDATED: &'static str = "1980-01-01T00:00:00Z";
}

/// A series of publications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its title.
    pub title: String,
    /// The position in it.
    pub position: Option<String>,
}
