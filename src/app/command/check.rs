//! `banxin check`. In: a request. Out: the findings on stdout, which are what this command was asked for, in the form that was
//! asked for, and their number on stderr; for the print edition a preflight report as well.

mod preflight;

use crate::app::Exit;
use crate::app::console::Console;
use crate::app::meant::CheckConfig;
use crate::app::messages::{self, Report};
use crate::app::typed::Format;
use crate::diag::{Files, Said, Sink};
use crate::pipeline;

/// Reads the book and says what is wrong with it.
pub(crate) fn check(config: &CheckConfig, console: &mut Console) -> Exit {
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let pages = pipeline::check(&config.request, &mut files, &mut sink);
    let exit = if sink.has_errors() { Exit::Findings } else { Exit::Done };
    let findings = sink.into_sorted();
    let report = Report { findings: &findings, files: &files, base: &config.request.dir, look: console.look() };
    let text = match config.format {
        Format::Human => messages::human(&report, console.look().stdout_coloured),
        Format::Json => messages::json(&report),
        Format::Github => messages::github(&report),
    };
    console.data(&text);
    if let Some(pages) = pages {
        console.data(&preflight::report(&pages, config.format, console.look().language));
    }
    if findings.is_empty() {
        console.say(&Said::new("没有发现问题", "no findings"));
    }
    console.count(&findings);
    exit
}
