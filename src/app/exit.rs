//! The status that the shell gets. In: how a command went. Out: 0, 1 or 2, which scripts rely on.

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Exit {
    /// What was asked for is done.
    Done = 0,
    /// The source has findings that count as errors.
    Findings = 1,
    /// The command could not run: wrong arguments, no book, a disk that can't be written.
    CouldNotRun = 2,
}
