//! Tests of: cells of tables in lines (CLR-N07, O15).

use banxin::display::Structure;

use super::{runs, set_article, spoken, without_spaces};

#[test]
fn heads_and_short_cells_break_before_a_bracket_not_inside_it_clr_n07_o15() {
    let table = "| 年份 | 人均消费量（千克每年） | 附录与说明 |\n|-|-|-|\n| 1990 | 14.2 | 见本书书末附录一（第三号汇总表） |\n| 1991 | 14.8 | 无 |\n";
    let set = set_article("表", &format!("# 题\n\n{table}"));
    let all: Vec<String> = (0..set.paged.pages.len())
        .flat_map(|page| runs(&set.paged, page).map(|(run, _)| run.text.clone()).collect::<Vec<_>>())
        .collect();
    let words = all.join("|");
    for parted in ["（千|", "（千克|", "(万|", "（第|", "（第三|", "（第三号汇|"] {
        assert!(!words.contains(parted), "{parted} in {words}");
    }
    assert!(all.iter().any(|run| run.starts_with("（千克")), "the bracket begins a line: {words}");
    assert!(all.iter().any(|run| run.starts_with("（第三号汇总表")), "in a cell too: {words}");
    let text = without_spaces(&spoken(&set.paged, Structure::ROOT));
    assert!(
        text.contains("人均消费量（千克每年）") && text.contains("见本书书末附录一（第三号汇总表）"),
        "the text is the same: {text}"
    );
}
