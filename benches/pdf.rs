//! What writing a long PDF costs: our writer beside krilla, the back end of Typst, over the same pages. A novel in, one table out.
//!
//! `cargo bench --bench pdf --features krilla`. The corpus isn't part of the repository: a Markdown file may be named as an argument;
//! without any the book's own article is taken, many times over. Each run is a process of its own that sets the pages first; counted is
//! what comes after: processor time, and memory beyond what setting has left behind, which a writer may use again. Both write every glyph
//! at its place, with its text; krilla writes a paragraph for each slot, we write the book's whole structure, links and outline.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a benchmark speaks on stdout, and ends where its input is missing"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use banxin::diag::{Files, Sink};
use banxin::display::{GlyphRun, ItemKind, Orientation, Page, Paged, Tag};
use banxin::font::FontSet;
use banxin::pdf::{self, Target};
use banxin::project;
use banxin::source;
use banxin::typeset::{Input, typeset};
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::Point;
use krilla::metadata::DateTime;
use krilla::page::PageSettings;
use krilla::tagging::{ContentTag, SpanTag, Tag as KrillaTag, TagGroup, TagTree};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

/// How often each writer runs, in turns; the median counts.
const RUNS: usize = 5;
/// Processor seconds for a thousand pages.
const LIMIT_SECONDS: f64 = 0.6;
/// Memory for them, in MiB, beyond the pages themselves.
const LIMIT_MEMORY: f64 = 130.0;

/// What one run cost, for a thousand pages.
#[derive(Clone, Copy)]
struct Spent {
    seconds: f64,
    memory: f64,
    megabytes: f64,
}

fn main() {
    let mut words = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    let (first, second) = (words.next(), words.next());
    if let (Some(writer), Some(corpus)) = (&first, &second) {
        let Spent { seconds, memory, megabytes } = measured(writer, Path::new(corpus));
        println!("{seconds} {memory} {megabytes}");
        return;
    }
    let corpus = first.map_or_else(corpus, PathBuf::from);
    let writers = ["banxin", "krilla"];
    let mut spent: [Vec<Spent>; 2] = [Vec::new(), Vec::new()];
    for _ in 0..RUNS {
        for (writer, spent) in writers.iter().zip(&mut spent) {
            spent.push(run(writer, &corpus));
        }
    }
    println!("{:<8} {:>9} {:>9} {:>6}   for 1,000 pages of {}", "writer", "CPU s", "MiB", "MB", corpus.display());
    let medians = spent.map(|runs| Spent {
        seconds: median(&runs, |run| run.seconds),
        memory: median(&runs, |run| run.memory),
        megabytes: median(&runs, |run| run.megabytes),
    });
    for (writer, spent) in writers.iter().zip(medians) {
        println!("{writer:<8} {:>9.3} {:>9.0} {:>6.2}", spent.seconds, spent.memory, spent.megabytes);
    }
    let [ours, theirs] = medians;
    println!("  {:.2} times krilla's processor time", ours.seconds / theirs.seconds);
    let said = |kept: bool| if kept { "kept" } else { "MISSED" };
    println!("  limit {LIMIT_SECONDS} s: {}", said(ours.seconds <= LIMIT_SECONDS));
    println!("  limit {LIMIT_MEMORY} MiB: {}", said(ours.memory <= LIMIT_MEMORY));
}

/// The novel beside the repository, else the book's own article.
fn corpus() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = root.join("../shared/corpora/novel.md");
    if shared.is_file() {
        return shared;
    }
    let mut articles: Vec<PathBuf> =
        fs::read_dir(root.join("book/articles")).unwrap().map(|entry| entry.unwrap().path()).collect();
    articles.sort();
    articles.into_iter().find(|path| path.extension().is_some_and(|end| end == "md")).unwrap()
}

fn median(runs: &[Spent], of: impl Fn(&Spent) -> f64) -> f64 {
    let mut values: Vec<f64> = runs.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// One run in a process of its own.
fn run(writer: &str, corpus: &Path) -> Spent {
    let made = Command::new(std::env::current_exe().unwrap()).arg(writer).arg(corpus).output().unwrap();
    let said = String::from_utf8(made.stdout).unwrap();
    let numbers: Vec<f64> = said.split_whitespace().map(|number| number.parse().unwrap()).collect();
    let [seconds, memory, megabytes] = numbers[..] else { panic!("{said}{}", String::from_utf8_lossy(&made.stderr)) };
    Spent { seconds, memory, megabytes }
}

/// Sets the corpus, then writes it.
fn measured(writer: &str, corpus: &Path) -> Spent {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    divide(&fs::read_to_string(corpus).unwrap(), folder.path());
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let project = project::open(folder.path(), None, &mut files, &mut sink).unwrap();
    let fonts = FontSet::load(&root.join("fonts"), &mut files, &mut sink).unwrap();
    let (book, assets) = source::read(&project, &mut files, &mut sink);
    let (metadata, fonts) = (&project.metadata, &fonts);
    let input = Input::of(&project, &book, &assets.list, fonts, &files);
    let paged = typeset(&input, &mut sink);
    drop(book);
    // What has been the most so far doesn't count.
    fs::write("/proc/self/clear_refs", "5").unwrap();
    let (seconds, memory) = (processor_time(), status("VmRSS:"));
    let bytes = match writer {
        "krilla" => with_krilla(&paged, fonts),
        _ => {
            let target = Target::Screen { attachments: &[] };
            let input = pdf::Input { metadata, keywords: &[], paged: &paged, fonts, assets: &[], target };
            pdf::write(&input, &mut sink).unwrap()
        }
    };
    let thousands = paged.pages.len() as f64 / 1000.0;
    Spent {
        seconds: (processor_time() - seconds) / thousands,
        memory: (status("VmHWM:") - memory) / thousands,
        megabytes: bytes.len() as f64 / 1e6 / thousands,
    }
}

/// A book of the corpus: an article for each of its chapters.
fn divide(text: &str, folder: &Path) {
    fs::create_dir(folder.join("articles")).unwrap();
    let manifest = "[book]\ntitle = \"长\"\n[page]\ntrim = \"A5\"\ntype-size = \"10.5pt\"\ncharacters = 30\nlines = 27\nline-pitch = \"18pt\"\n";
    fs::write(folder.join("book.toml"), manifest).unwrap();
    let mut chapters: Vec<String> = text.split("\n# ").map(|chapter| format!("# {chapter}\n")).collect();
    let few = chapters.clone();
    while chapters.iter().map(String::len).sum::<usize>() < 1 << 20 {
        chapters.extend(few.iter().cloned());
    }
    for (at, chapter) in chapters.iter().enumerate() {
        fs::write(folder.join(format!("articles/{at:04}.md")), chapter).unwrap();
    }
}

/// The same pages by krilla: PDF/A-2a, tagged.
fn with_krilla(paged: &Paged, fonts: &FontSet) -> Vec<u8> {
    let faces: Vec<Font> =
        fonts.faces().iter().map(|face| Font::new(face.data.clone().into(), face.index).unwrap()).collect();
    let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A2_A).finish().unwrap();
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut tree = TagTree::new().with_lang(Some("zh-Hans".to_owned()));
    for page in &paged.pages {
        krilla_page(&mut document, &mut tree, page, &faces);
    }
    document.set_tag_tree(tree);
    let mut metadata = krilla::metadata::Metadata::new().title("长".to_owned());
    metadata = metadata.language("zh-Hans".to_owned()).creation_date(DateTime::new(2026));
    document.set_metadata(metadata);
    document.finish().unwrap()
}

fn krilla_page(document: &mut Document, tree: &mut TagTree, page: &Page, faces: &[Font]) {
    let (width, height) = (page.size.width.to_pt() as f32, page.size.height.to_pt() as f32);
    let mut made = document.start_page_with(PageSettings::from_wh(width, height).unwrap());
    let mut surface = made.surface();
    for marked in page.items.chunk_by(|a, b| a.tag == b.tag) {
        let is_text = matches!(marked[0].tag, Tag::Slot(_));
        let tag = if is_text {
            ContentTag::Span(SpanTag::empty())
        } else {
            ContentTag::Artifact(krilla::tagging::Artifact::new(krilla::tagging::ArtifactType::Other, None))
        };
        let identifier = surface.start_tagged(tag);
        for item in marked {
            if let ItemKind::Glyphs(run) = &item.kind
                && run.orientation == Orientation::Horizontal
            {
                let font = faces[usize::from(run.face.0)].clone();
                let start = Point::from_xy(run.origin.x.to_pt() as f32, run.origin.y.to_pt() as f32);
                surface.draw_glyphs(start, &glyphs(run), font, &run.text, run.size.to_pt() as f32, false);
            }
        }
        surface.end_tagged();
        if is_text {
            tree.push(TagGroup::with_children(KrillaTag::P, vec![identifier.into()]));
        }
    }
    surface.finish();
    made.finish();
}

/// Glyphs at their places: what a glyph takes is as far as the next one stands.
fn glyphs(run: &GlyphRun) -> Vec<KrillaGlyph> {
    let size = run.size.to_pt();
    let ends = run.glyphs.iter().skip(1).map(|next| next.at);
    let ends = ends.chain(run.glyphs.last().map(|last| last.at + last.advance));
    run.glyphs
        .iter()
        .zip(ends)
        .map(|(glyph, end)| {
            let start = glyph.text_start as usize;
            KrillaGlyph {
                glyph_id: GlyphId::new(u32::from(glyph.id)),
                text_range: start..start + usize::from(glyph.text_len),
                x_advance: ((end - glyph.at).to_pt() / size) as f32,
                x_offset: 0.0,
                y_offset: (glyph.shift.to_pt() / size) as f32,
                y_advance: 0.0,
                location: None,
            }
        })
        .collect()
}

/// Seconds that all threads of this process have run. Threads that have ended don't count: the pool's stay.
fn processor_time() -> f64 {
    let tasks = fs::read_dir("/proc/self/task").unwrap();
    let of_task = |task: std::io::Result<fs::DirEntry>| {
        let statistics = fs::read_to_string(task.unwrap().path().join("schedstat")).unwrap_or_default();
        statistics.split_whitespace().next().and_then(|number| number.parse::<f64>().ok()).unwrap_or(0.0)
    };
    tasks.map(of_task).sum::<f64>() / 1e9
}

/// A number of this process's status, in MiB.
fn status(key: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(key)).unwrap();
    line.split_whitespace().next().unwrap().parse::<f64>().unwrap() / 1024.0
}
