//! The binary: hands the arguments and the surroundings to the library and its status to the shell.

use std::process::ExitCode;

use banxin::app::{Surroundings, run};

fn main() -> ExitCode {
    ExitCode::from(run(std::env::args_os(), &Surroundings::of_this_process()) as u8)
}
