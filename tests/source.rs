//! Tests of: reading. Cases stand in `tests/cases/source`, each an input and the tree that is expected of it.

use banxin::diag::{Files, Sink};

#[test]
fn dump_probe() {
    let mut files = Files::default();
    let mut sink = Sink::default();
    let dir = std::env::var("PROBE").unwrap_or_default();
    if dir.is_empty() { return; }
    let t = std::time::Instant::now();
    let project = banxin::project::open(dir.as_ref(), None, &mut files, &mut sink).unwrap();
    let (book, assets) = banxin::source::read(&project, &mut files, &mut sink);
    println!("{:?}", t.elapsed());
    println!("{:?}", assets);
    for a in book.articles() { println!("{} {:?} {}", a.id, banxin::document::plain_text(&a.title), a.body.len());
      if std::env::var("FULL").is_ok() { println!("{:#?} {:#?}", a.body, a.notes); } }
    println!("{:#?}", book.index);
    for k in &book.keywords { println!("{} {:?} {}", k.term, k.aliases, k.occurrences.len()); }
    for k in &book.claims { println!("{} {:?}", k.id, k.place); }
    for f in sink.into_sorted() { let p = f.span.map(|s| (files.get(s.file).unwrap().path.clone(), files.get(s.file).unwrap().place(s.start as usize), files.slice(s).chars().take(30).collect::<String>())); println!("{:?} {} {} {:?} {:?}", f.severity, f.code, f.message.en, p, f.hints.iter().map(|h| h.en.clone()).collect::<Vec<_>>()); }
}
