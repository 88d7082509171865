//! Tests of: cover.
#[test]
fn look() {
    use banxin::{cover, diag::{Files,Sink}, font::FontSet, project::{Metadata,Contributor}, raster, units::{Size,Abs}};
    let dir = std::env::var("LOOK").unwrap();
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let fonts = FontSet::load(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts"), &mut files, &mut sink).unwrap();
    let person = |n: &str, r: &str| Contributor { name: n.into(), role: r.into(), file_as: None };
    let m = |t: &str, s: &str, a: &[(&str,&str)], p: &str, l: &str| Metadata { title: t.into(), subtitle: (!s.is_empty()).then(|| s.into()), contributors: a.iter().map(|(n,r)| person(n,r)).collect(), publisher: (!p.is_empty()).then(|| p.into()), language: l.into(), ..Default::default() };
    let books = [
        ("musk", m("从5百万美元到掀桌子", "马斯克为何成了AI安全最激进的人", &[], "", "zh-Hans")),
        ("guxiang", m("故乡", "", &[("鲁迅","aut")], "", "zh-Hans")),
        ("long", m("人工智能时代的国家治理与社会变迁：关于算法、权力与公共生活的长期观察", "从“数字政府”到“平台社会”的二十年（1999—2019）", &[("欧阳文清","aut"),("李一","aut"),("Michael Johnson","aut"),("王小明","trl")], "生活·读书·新知三联书店", "zh-Hans")),
        ("latin", m("The Art of Typesetting Chinese", "A Handbook for Editors and Programmers", &[("Jane Q. Smith","aut"),("Li Wei","aut")], "Open Type Press", "en")),
        ("hant", m("漢字排版的藝術：從雕版到螢幕", "一部關於版心、行間與留白的小史", &[("陳大文","aut")], "留白出版社", "zh-Hant-TW")),
    ];
    let h: f64 = std::env::var("H").unwrap_or("700".into()).parse().unwrap();
    let only = std::env::var("ONLY").unwrap_or_default();
    for t in std::env::var("TEMPLATES").unwrap().split(' ') {
        let text = std::fs::read_to_string(t).unwrap();
        let id = files.add(t, text.as_str());
        let stem = std::path::Path::new(t).file_stem().unwrap().to_str().unwrap();
        let mut all = Vec::new();
        for (name, meta) in &books {
            if !only.is_empty() && !only.split(',').any(|o| o == *name) { continue; }
            for size in [cover::epub_size(), Size::new(Abs::mm(148.0), Abs::mm(210.0))] {
                if let Some(page) = cover::front(Some(&text), id, meta, &fonts, size, &mut sink) {
                    all.push(raster::render(&page, &fonts, &[], h / size.height.to_pt()).unwrap());
                }
            }
        }
        let height = all.iter().map(|p| p.height).max().unwrap_or(1);
        let width: u32 = all.iter().map(|p| p.width + 16).sum();
        let mut sheet = raster::Pixels { width, height: height + 16, rgb: vec![128; (width * (height + 16) * 3) as usize] };
        let mut x = 8;
        for p in &all {
            for y in 0..p.height { let to = (((y + 8) * width + x) * 3) as usize; let from = (y * p.width * 3) as usize; let n = (p.width * 3) as usize;
                sheet.rgb[to..to + n].copy_from_slice(&p.rgb[from..from + n]); }
            x += p.width + 16;
        }
        std::fs::write(format!("{dir}/{stem}.png"), raster::png(&sheet)).unwrap();
    }
    for f in sink.findings() { println!("{} {} | {:?}", f.code, f.message.en, f.hints.first().map(|h| &h.en)); }
}
