//! `banxin shelf`. In: places with books. Out: the editions of each in a folder of its name, made only where something changed, several at
//! once within the machine's memory; what failed is told and stops nothing. Or a build file for an engine, on stdout.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::app::Exit;
use crate::app::console::Console;
use crate::app::meant::{Engine, ShelfConfig};
use crate::app::write;
use crate::diag::{Diagnostic, Files, Said, Sink};
use crate::pipeline::{self, Request};
use crate::project::{self, Edition};
use crate::shelf::{self, Fingerprints, Room, STAMP, Stamp, Title};

/// How the names of inputs begin that lie outside the book's folder.
const OUTSIDE: [&str; 6] = ["fonts:", "cover:", "theme:", "print:", "changes:", "article:"];

/// What became of a title.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fate {
    Built,
    Unchanged,
    Failed,
}

/// A title that was looked at.
struct Done {
    fate: Fate,
    files: Files,
    findings: Vec<Diagnostic>,
}

/// Makes what changed of all titles, or writes a build file.
pub(crate) fn shelf(config: &ShelfConfig, console: &mut Console) -> Exit {
    let titles = match shelf::titles(&config.places) {
        Ok(titles) => titles,
        Err(finding) => return console.stop(finding),
    };
    if let Some(engine) = config.engine {
        console.data(&build_file(engine, &titles, config));
        return Exit::Done;
    }
    let done = all(&titles, config);
    let mut counts = [0; 3];
    for (title, done) in titles.iter().zip(&done) {
        if !done.findings.is_empty() {
            console.report(&done.findings, &done.files, &title.dir);
        }
        counts[done.fate as usize] += 1;
        match done.fate {
            Fate::Built => console.data(&format!("{}\n", config.output.join(&title.name).display())),
            Fate::Failed => {
                console
                    .say(&Said::new(format!("「{}」没有做成", title.name), format!("`{}` was not made", title.name)));
            }
            Fate::Unchanged => {}
        }
    }
    let [built, unchanged, failed] = counts;
    console.say(&Said::new(
        format!("做了 {built} 本，{unchanged} 本没有变，{failed} 本失败"),
        format!("{built} built, {unchanged} unchanged, {failed} failed"),
    ));
    if failed > 0 { Exit::Findings } else { Exit::Done }
}

fn build_file(engine: Engine, titles: &[Title], config: &ShelfConfig) -> String {
    let program = std::env::current_exe().unwrap_or_else(|_| "banxin".into());
    let editions = words(config.editions.as_deref().unwrap_or_default());
    match engine {
        Engine::Ninja => shelf::ninja(titles, &program, &config.output, &editions),
        Engine::Snakemake => {
            let outside: Vec<Vec<PathBuf>> = titles.iter().map(|title| outside(title, config)).collect();
            shelf::snakemake(titles, &outside, &program, &config.output, &editions)
        }
    }
}

/// What a title is made of that doesn't lie in its folder: the folder of fonts, and files. Nothing for a book that can't be opened: its job says why.
fn outside(title: &Title, config: &ShelfConfig) -> Vec<PathBuf> {
    let opened = project::open(&title.dir, config.source_date, &mut Files::default(), &mut Sink::default());
    let Some(project) = opened.map(|project| project.with_fonts(config.fonts.as_deref())) else { return Vec::new() };
    let inputs = project::inputs(&project, std::slice::from_ref(&config.output)).unwrap_or_default();
    let lies_outside = |name: &str| OUTSIDE.iter().any(|kind| name.starts_with(kind));
    let mut all: Vec<PathBuf> =
        inputs.into_iter().filter(|input| lies_outside(&input.name)).map(|input| input.path).collect();
    if all.iter().any(|path| path.starts_with(&project.fonts)) {
        all.retain(|path| !path.starts_with(&project.fonts));
        all.push(project.fonts);
    }
    all.into_iter().map(|path| path.canonicalize().unwrap_or(path)).collect()
}

fn words(editions: &[Edition]) -> String {
    editions.iter().map(|edition| edition.word()).collect::<Vec<_>>().join(",")
}

/// Every title, by as many threads as may work. What became of each, in the titles' order.
fn all(titles: &[Title], config: &ShelfConfig) -> Vec<Done> {
    let (room, sums, next) = (Room::of_this_machine(), Fingerprints::default(), AtomicUsize::new(0));
    let done: Mutex<Vec<(usize, Done)>> = Mutex::new(Vec::new());
    // Threads of our own: a thread of rayon's that waits for one title would take up another one, and with it its memory.
    std::thread::scope(|scope| {
        for _ in 0..config.jobs.clamp(1, titles.len().max(1)) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(title) = titles.get(at) else { return };
                    let made = guarded(title, config, &room, &sums);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((at, made));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, done)| done).collect()
}

/// One title; a bug that one book meets is that book's failure and not the shelf's.
fn guarded(title: &Title, config: &ShelfConfig, room: &Room, sums: &Fingerprints) -> Done {
    let work = std::panic::AssertUnwindSafe(|| one(title, config, room, sums));
    std::panic::catch_unwind(work).unwrap_or_else(|_| Done {
        fate: Fate::Failed,
        files: Files::default(),
        findings: vec![title_failed(&title.name)],
    })
}

fn one(title: &Title, config: &ShelfConfig, room: &Room, sums: &Fingerprints) -> Done {
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let fate = match make(title, config, (room, sums), &mut files, &mut sink) {
        Ok(fate) => fate,
        Err(finding) => {
            sink.push(finding);
            Fate::Failed
        }
    };
    Done { fate, files, findings: sink.into_sorted() }
}

fn make(
    title: &Title,
    config: &ShelfConfig,
    (room, sums): (&Room, &Fingerprints),
    files: &mut Files,
    sink: &mut Sink,
) -> Result<Fate, Diagnostic> {
    let opened = project::open(&title.dir, config.source_date, &mut Files::default(), &mut Sink::default())
        .map(|project| project.with_fonts(config.fonts.as_deref()));
    let editions = config.editions.as_deref().unwrap_or_default();
    let also = format!("{} {:?}", words(editions), config.source_date);
    let outputs = std::slice::from_ref(&config.output);
    let print = opened.as_ref().map(|project| sums.of(project, &also, outputs)).transpose();
    let print = print.map_err(|error| Diagnostic::unreadable(&title.dir, &error))?;
    let folder = config.output.join(&title.name);
    if print.as_ref().is_some_and(|print| Stamp::holds(&folder, &print.sum)) {
        return Ok(Fate::Unchanged);
    }
    let request = Request {
        dir: title.dir.clone(),
        editions: config.editions.clone(),
        source_date: config.source_date,
        fonts: config.fonts.clone(),
        jobs: 1,
    };
    let size = print.as_ref().map_or(0, |print| print.size);
    let built = room.with(size, || pipeline::build(&request, files, sink));
    let (Some(artifacts), Some(project), Some(print)) = (built, opened, print) else { return Ok(Fate::Failed) };
    remove_halves(&folder);
    let besides = project::asked_besides(&project, print.files.iter().map(PathBuf::as_path), files.asked());
    let outputs = artifacts.iter().map(|made| (made.name.as_str(), made.bytes.as_slice()));
    let taken = besides.iter().map(|file| (file.path.clone(), files.taken(&file.name)));
    let stamp = Stamp::new(&print.sum, taken, outputs);
    let read: Vec<PathBuf> =
        print.files.into_iter().chain(besides.into_iter().map(|file| file.path)).filter(|path| path.exists()).collect();
    let depfile = shelf::depfile(&folder.join(STAMP), &read);
    let (stamp, depfile) = (stamp.to_json(), (shelf::DEPFILE, depfile.as_bytes()));
    // The stamp takes its name last: whoever sees it sees a whole title.
    let made = artifacts.iter().map(|made| (made.name.as_str(), made.bytes.as_slice()));
    write::replace_all(&folder, made.chain([depfile, (STAMP, stamp.as_bytes())]))?;
    Ok(Fate::Built)
}

/// Removes temporary files that a run which was killed left behind.
fn remove_halves(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if write::is_temporary(&entry.file_name().to_string_lossy()) {
            // One that can't be removed does no harm: nothing names it.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn title_failed(name: &str) -> Diagnostic {
    Diagnostic::error("title-failed", format!("「{name}」使程序出错"), format!("`{name}` made the program fail")).hint(
        "请单独用 `banxin build` 做这本书，并报告出错的话",
        "build this book alone with `banxin build`, and report what it says",
    )
}
