//! Floor 7: arguments, messages, exit codes: one file a command.
//!
//! In: what was typed and the process's surroundings. Out: data on stdout, everything else on stderr, and an `Exit`. What was
//! typed (`typed`) becomes what it means (`meant`) before anything is done, so that a command never asks about options.

mod typed;

mod meant;

mod command;

mod console;
mod exit;
mod folder;
mod messages;
mod surroundings;
mod write;

use std::ffi::OsString;

use clap::Parser;

pub use exit::Exit;
pub use surroundings::Surroundings;

use console::Console;
use meant::Task;

/// Runs the command that `arguments` (with the program's name first) ask for.
pub fn run(arguments: impl IntoIterator<Item = OsString>, surroundings: &Surroundings) -> Exit {
    let typed = match typed::Arguments::try_parse_from(arguments) {
        Ok(typed) => typed,
        Err(told) => return tell(&told),
    };
    let meant = meant::resolve(typed, surroundings);
    let mut console = Console::of_this_process(meant.look);
    let exit = match meant.task {
        Ok(Task::Build(config)) => command::build(&config, &mut console),
        Ok(Task::Cover(config)) => command::cover(&config, &mut console),
        Ok(Task::Check(config)) => command::check(&config, &mut console),
        Ok(Task::Fonts(config)) => command::fonts(&config, &mut console),
        Ok(Task::Facts(config)) => command::facts(&config, &mut console),
        Ok(Task::Import(config)) => command::import(&config, &mut console),
        Ok(Task::Release(config)) => command::release(&config, &mut console),
        Ok(Task::Verify(config)) => command::verify(&config, &mut console),
        Ok(Task::Shelf(config)) => command::shelf(&config, &mut console),
        Ok(Task::Completions(shell)) => command::completions(shell, &mut console),
        Ok(Task::Man(folder)) => command::man(folder.as_deref(), &mut console),
        Ok(Task::Explain(config)) => command::explain(&config, &mut console),
        Err(finding) => console.stop(finding),
    };
    console.close(exit)
}

/// Help and version go to stdout and are a success; a wrong argument goes to stderr and means that nothing could run.
fn tell(told: &clap::Error) -> Exit {
    // A closed pipe while help is printed is nobody's error, so the result is of no interest.
    let _ = told.print();
    if told.use_stderr() { Exit::CouldNotRun } else { Exit::Done }
}
