//! Floor 2: drawings: SVG in, outlines of flat colours out; or pixels, where a drawing holds more than those (SVG 2).
//!
//! Text in a drawing becomes outlines of the faces that it is given. Nothing is loaded from anywhere, and nothing in a drawing runs.

mod outline;
mod pages;
mod tree;

use std::sync::{Arc, OnceLock};

use usvg::fontdb::Database;

use crate::display::Path;
use crate::units::Size;

/// The faces for text in drawings.
pub struct Faces {
    /// Font files.
    pub files: Vec<Arc<Vec<u8>>>,
    /// The family for `serif`, and where a drawing names none that is there.
    pub serif: String,
    /// The family for `sans-serif`.
    pub sans: String,
    /// The family for `monospace`.
    pub mono: String,
}

/// Reads drawings with the faces of one book.
pub struct Drawings {
    faces: Faces,
    /// Made when the first drawing with text is read.
    database: OnceLock<Arc<Database>>,
}

impl Drawings {
    /// A reader of drawings.
    pub fn new(faces: Faces) -> Self {
        Self { faces, database: OnceLock::new() }
    }

    /// The outlines of a drawing on an area of `size` whose head left corner is the origin. `None` for a drawing that can't be read, or
    /// that holds more than flat colours: gradients, patterns, clips, masks, filters, pictures, groups that shine through.
    pub fn paths(&self, svg: &[u8], size: Size) -> Option<Vec<Path>> {
        let tree = self.tree(svg)?;
        outline::paths(&tree, size)
    }

    /// A drawing as a PNG of so many pixels; `None` if it can't be read.
    pub fn png(&self, svg: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
        let tree = self.tree(svg)?;
        let mut canvas = tiny_skia::Pixmap::new(width.max(1), height.max(1))?;
        let own = tree.size();
        let scale = |pixels: u32, own: f32| (f64::from(pixels) / f64::from(own)) as f32;
        let (x, y) = (scale(canvas.width(), own.width()), scale(canvas.height(), own.height()));
        resvg::render(&tree, tiny_skia::Transform::from_scale(x, y), &mut canvas.as_mut());
        canvas.encode_png().ok()
    }

    fn tree(&self, svg: &[u8]) -> Option<usvg::Tree> {
        let has_text = svg.windows(5).any(|window| window == b"<text");
        let database =
            if has_text { self.database.get_or_init(|| database(&self.faces)).clone() } else { Arc::default() };
        tree::read(svg, database, &self.faces.serif)
    }
}

fn database(faces: &Faces) -> Arc<Database> {
    let mut database = Database::new();
    for file in &faces.files {
        database.load_font_source(usvg::fontdb::Source::Binary(file.clone()));
    }
    database.set_serif_family(&faces.serif);
    database.set_sans_serif_family(&faces.sans);
    database.set_cursive_family(&faces.serif);
    database.set_fantasy_family(&faces.sans);
    database.set_monospace_family(&faces.mono);
    Arc::new(database)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display::{Color, Segment};
    use crate::units::{Abs, Point};

    fn drawings() -> Drawings {
        let file = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/SourceSerif4_400Regular.ttf")).unwrap();
        let family = "Source Serif 4".to_owned();
        Drawings::new(Faces { files: vec![Arc::new(file)], serif: family.clone(), sans: family.clone(), mono: family })
    }

    fn svg(inner: &str) -> String {
        format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 50'>{inner}</svg>")
    }

    fn paths(inner: &str) -> Option<Vec<Path>> {
        drawings().paths(svg(inner).as_bytes(), Size::new(Abs::pt(200.0), Abs::pt(100.0)))
    }

    #[test]
    fn shapes_are_scaled_to_their_area() {
        let found = paths("<rect x='10' y='10' width='20' height='5' fill='#f00'/>").unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].fill.unwrap().color, Color::Rgb(255, 0, 0));
        assert_eq!(found[0].segments[0], Segment::Move(Point::new(Abs::pt(20.0), Abs::pt(20.0))));
    }

    #[test]
    fn text_is_outlines_of_the_faces() {
        let found = paths("<text x='10' y='40' font-size='20'>Ab</text>").unwrap();
        assert!(!found.is_empty() && found[0].segments.len() > 20, "{}", found.len());
    }

    #[test]
    fn what_is_more_than_flat_colours_is_pixels() {
        let gradient = "<defs><linearGradient id='g'><stop offset='0' stop-color='#f00'/><stop offset='1'/></linearGradient></defs>\
                        <rect width='100' height='50' fill='url(#g)'/>";
        assert!(paths(gradient).is_none());
        let png = drawings().png(svg(gradient).as_bytes(), 40, 20).unwrap();
        let pixels = tiny_skia::Pixmap::decode_png(&png).unwrap();
        assert_eq!((pixels.width(), pixels.height()), (40, 20));
        let red = |at: usize| pixels.pixels()[at].red();
        assert!(red(0) > 200 && red(39) < 60, "red to black");
        assert!(paths("<g clip-path='url(#c)'><rect width='9' height='9'/></g><clipPath id='c'><rect width='5' height='5'/></clipPath>").is_none());
    }

    #[test]
    fn a_clip_that_cuts_nothing_off_is_no_reason_for_pixels() {
        let clipped = |window: &str| {
            let drawing = "<path clip-path='url(#c)' fill='#f00' d='M20 10h20v10H20z'/>";
            paths(&format!(
                "<defs><rect id='all' width='90' height='90'/><clipPath id='c'>{window}</clipPath></defs><g transform='translate(5 5)'>{drawing}</g>"
            ))
        };
        let whole = clipped("<rect x='20' y='10' width='20' height='10'/>").unwrap();
        assert_eq!(whole[0].segments[0], Segment::Move(Point::new(Abs::pt(50.0), Abs::pt(30.0))));
        assert!(clipped("<use href='#all'/>").is_some(), "as drawing programs write it");
        assert!(clipped("<use href='#all' x='30'/>").is_none(), "cuts");
        assert!(clipped("<rect x='20' y='10' width='19' height='10'/>").is_none(), "cuts");
        assert!(clipped("<rect x='20.005' y='10' width='20' height='10'/>").is_some(), "by rounding only");
        assert!(clipped("<circle cx='30' cy='15' r='90'/>").is_none(), "no rectangle");
        assert!(clipped("<path d='M0 0H90V90Z'/>").is_none(), "no rectangle either");
        assert!(clipped("<rect width='90' height='90' transform='rotate(30)'/>").is_none(), "turned");
    }

    #[test]
    fn hostile_drawings_are_refused() {
        for bad in [
            "".to_owned(),
            "<svg".to_owned(),
            svg(&"<g>".repeat(5_000)),
            "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>".to_owned(),
            "\0\u{1}".to_owned(),
        ] {
            assert!(drawings().paths(bad.as_bytes(), Size::new(Abs::pt(9.0), Abs::pt(9.0))).is_none());
        }
        // A file that names another one, or itself over and over.
        let loaded = svg("<image href='/etc/passwd' width='9' height='9'/>");
        let png = drawings().png(loaded.as_bytes(), 9, 9).unwrap();
        let pixels = tiny_skia::Pixmap::decode_png(&png).unwrap();
        assert!(pixels.pixels().iter().all(|pixel| pixel.alpha() == 0), "nothing is loaded");
        let nested = (0..30)
            .map(|n| format!("<g id='a{}'><use href='#a{n}'/><use href='#a{n}'/></g>", n + 1))
            .collect::<String>();
        let bomb = svg(&format!("<g id='a0'><rect width='1' height='1'/></g>{nested}"));
        assert!(drawings().paths(bomb.as_bytes(), Size::new(Abs::pt(9.0), Abs::pt(9.0))).is_none());
    }
}
