//! Properties of composed text, over generated mixtures of everything that the rules speak of.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use banxin::typeset::line::{Alignment, Setting, Squeeze, compose};
use banxin::units::{Region, Writing};

use super::picture::{exact_ends, fonts, measure};
use super::piece::read_text;
use super::rules::faults;

/// What texts are made of: Han by far the most, then marks, Latin, spaces, pieces and the unusual.
fn atom() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => "[天地玄黄宇宙洪荒日月盈昃辰宿列张一]{1,6}",
        2 => prop::sample::select(vec!["，", "。", "、", "；", "：", "？", "！"]).prop_map(str::to_owned),
        2 => "[天地]{1,3}".prop_map(|inside| format!("“{inside}”")),
        2 => "[天地]{1,3}[，。]?".prop_map(|inside| format!("（《{inside}》）")),
        1 => prop::sample::select(vec!["——", "……", "·", "～", "①", "々", "／", "％", "￥5", "—", "…", "-", "/"]).prop_map(str::to_owned),
        3 => "[a-zA-Z]{1,14}",
        1 => "[0-9]{1,6}(\\.[0-9]{1,2})?%?",
        3 => prop::sample::select(vec![" ", " ", "  ", "\\n", "~", "\u{3000}", "\u{200B}", "\t"]).prop_map(str::to_owned),
        1 => "[a-z]{1,8}".prop_map(|word| format!("{{code:{word}_x = f(y)}}")),
        1 => "[天地]{1,3}".prop_map(|inside| format!("{{bold:《{inside}》}}")),
        1 => "[0-9]{1,2}".prop_map(|number| format!("{{mark:{number}}}")),
        1 => "[天地]{1,3}".prop_map(|inside| format!("{{dots:{inside}}}")),
        1 => Just("https://www.example.org/a_b/c?d=e&f=1".to_owned()),
        1 => prop::sample::select(vec!["é", "e\u{301}", "葛\u{E0100}", "α", "\u{10FFFD}", "ﬁ", "“", "”", "‘", "’", "don’t", "(", ")", "\"", "が", "か\u{3099}", "한", "\u{AD}", "שלום"]).prop_map(str::to_owned),
    ]
}

/// And what stands beside words, or in two small lines among them.
fn rich_atom() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => atom(),
        1 => ("[天地玄]{1,3}", "[a-z]{1,8}").prop_map(|(base, reading)| format!("{{ruby:{base}={reading}}}")),
        1 => ("[天地玄]", "[ㄅㄆㄇ]{1,3}[ˊˇˋ˙]?").prop_map(|(base, reading)| format!("{{zhuyin:{base}={reading}}}")),
        1 => "[天地玄a]{1,5}".prop_map(|name| format!("{{name:{name}}}")),
        1 => "[天地，玄a]{1,20}".prop_map(|note| format!("（{{note:{note}}}）")),
        1 => Just("{title:天地}{mourn:玄}".to_owned()),
    ]
}

fn rich_source() -> impl Strategy<Value = String> {
    prop::collection::vec(rich_atom(), 0..40).prop_map(|atoms| atoms.concat())
}

fn source() -> impl Strategy<Value = String> {
    prop::collection::vec(atom(), 0..40).prop_map(|atoms| atoms.concat())
}

/// Houses that differ: both writing modes, three regions, hanging marks, no stops squeezed.
fn styled(style: i32) -> Setting<'static> {
    let new = |region, writing| Setting::new(fonts(), region, writing);
    match style {
        0 | 1 => new(Region::Mainland, Writing::Horizontal),
        2 => new(Region::Mainland, Writing::Vertical),
        3 => new(Region::Taiwan, Writing::Vertical),
        4 => Setting { hangs: true, shrinks_stops: false, ..new(Region::Mainland, Writing::Horizontal) },
        _ => new(Region::HongKong, Writing::Horizontal),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: RngSeed::Fixed(20_260_801), ..ProptestConfig::default() })]

    // CLR-A04, F08, H10, M02, M06, M08 to M10.
    #[test]
    fn every_line_keeps_the_rules(source in source(), ems in 12_i64..40, first in 0_i64..3, style in 0..6) {
        let text = read_text(&source);
        let mut measure = measure(ems);
        measure.first_indent = super::picture::SIZE * first;
        let setting = styled(style);
        let composed = compose(&text, &measure, &setting);
        exact_ends(&composed, &text, &measure, &source);
        let faults = faults(&composed, &text, &measure, &setting);
        prop_assert!(faults.is_empty(), "{source:?} in {ems}, style {style}: {faults:?}");
    }

    #[test]
    fn nothing_is_lost_however_narrow_the_measure(source in rich_source(), ems in 0_i64..24, squeeze in 0..3, align in 0..5, style in 0..6) {
        let text = read_text(&source);
        let mut measure = measure(ems);
        measure.alignment = [Alignment::Justified, Alignment::Start, Alignment::Center, Alignment::End, Alignment::Even][align as usize];
        let mut setting = styled(style);
        setting.squeeze = [Squeeze::None, Squeeze::Pairs, Squeeze::Full][squeeze as usize];
        let composed = compose(&text, &measure, &setting);
        let again = compose(&text, &measure, &setting);
        prop_assert_eq!(format!("{composed:?}"), format!("{again:?}"));
        let mut at = 0;
        for line in &composed.lines {
            prop_assert_eq!(line.range.start, at);
            at = line.range.end;
        }
        prop_assert_eq!(at, text.text.len());
        // A reading is beside its base once, or not at all where the base has no ink.
        let readings = composed.lines.iter().flat_map(|line| &line.runs).filter_map(|run| run.annotation);
        prop_assert!(readings.clone().is_sorted(), "{:?}", readings.collect::<Vec<_>>());
    }
}
