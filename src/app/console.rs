//! Where a run speaks. In: data, findings, remarks. Out: data on stdout, everything else on stderr. A reader that closes the
//! pipe early, as `head` does, ends the talking quietly; any other trouble with stdout is told and is a failure.

use std::io::{self, Write};
use std::path::Path;

use super::Exit;
use super::messages::{self, Look, Report};
use crate::diag::{Diagnostic, Files, Said};

/// The two streams.
pub(crate) struct Console {
    look: Look,
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    state: State,
}

/// How stdout is.
enum State {
    Open,
    Closed,
    Broken(io::Error),
}

impl Console {
    /// Those of this process.
    pub(crate) fn of_this_process(look: Look) -> Self {
        Self::new(look, Box::new(io::BufWriter::new(io::stdout())), Box::new(io::stderr()))
    }

    fn new(look: Look, out: Box<dyn Write>, err: Box<dyn Write>) -> Self {
        Self { look, out, err, state: State::Open }
    }

    /// How messages look.
    pub(crate) fn look(&self) -> &Look {
        &self.look
    }

    /// Data: what the command was asked for.
    pub(crate) fn data(&mut self, text: &str) {
        if matches!(self.state, State::Open) {
            let written = self.out.write_all(text.as_bytes());
            self.note(written);
        }
    }

    /// A remark on a line of its own, unless the user wants quiet.
    pub(crate) fn say(&mut self, said: &Said) {
        if !self.look.quiet {
            self.tell(said.get(self.look.language));
        }
    }

    /// A remark for those who want to know everything.
    pub(crate) fn detail(&mut self, said: &Said) {
        if self.look.verbose {
            self.say(said);
        }
    }

    /// Findings for a person, on stderr, and their number.
    pub(crate) fn report(&mut self, findings: &[Diagnostic], files: &Files, base: &Path) {
        let shown = messages::human(&Report { findings, files, base, look: &self.look }, self.look.stderr_coloured);
        // Nobody is left to tell when stderr is closed.
        let _ = self.err.write_all(shown.as_bytes());
        self.count(findings);
    }

    /// The line that counts findings.
    pub(crate) fn count(&mut self, findings: &[Diagnostic]) {
        if let Some(line) = messages::summary(findings, self.look.language).filter(|_| !self.look.quiet) {
            self.tell(&line);
        }
    }

    /// The finding because of which nothing could run.
    pub(crate) fn stop(&mut self, finding: Diagnostic) -> Exit {
        let look = &self.look;
        let report = Report { findings: &[finding], files: &Files::default(), base: Path::new(""), look };
        let _ = self.err.write_all(messages::human(&report, look.stderr_coloured).trim_end().as_bytes());
        let _ = self.err.write_all(b"\n");
        Exit::CouldNotRun
    }

    /// Hands the rest of the data over; the status is `exit` unless data was lost.
    pub(crate) fn close(mut self, exit: Exit) -> Exit {
        let flushed = self.out.flush();
        self.note(flushed);
        match &self.state {
            State::Open | State::Closed => exit,
            State::Broken(error) => {
                let finding = Diagnostic::error(
                    "stdout",
                    format!("无法写到标准输出：{error}"),
                    format!("can't write to standard output: {error}"),
                );
                self.stop(finding)
            }
        }
    }

    fn note(&mut self, written: io::Result<()>) {
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => self.state = State::Closed,
            Err(error) if matches!(self.state, State::Open) => self.state = State::Broken(error),
            _ => {}
        }
    }

    fn tell(&mut self, line: &str) {
        let _ = writeln!(self.err, "{line}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Language;

    struct Failing(io::ErrorKind);

    impl Write for Failing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_is_quiet_and_a_full_disk_is_not() {
        let look = Look {
            language: Language::English,
            stderr_coloured: false,
            stdout_coloured: false,
            columns: Look::COLUMNS,
            quiet: false,
            verbose: false,
        };
        for (kind, expected) in
            [(io::ErrorKind::BrokenPipe, Exit::Done), (io::ErrorKind::StorageFull, Exit::CouldNotRun)]
        {
            let mut console = Console::new(look, Box::new(Failing(kind)), Box::new(io::sink()));
            console.data("dist/a.pdf\n");
            console.data("dist/b.pdf\n");
            assert_eq!(console.close(Exit::Done), expected, "{kind:?}");
        }
    }
}
