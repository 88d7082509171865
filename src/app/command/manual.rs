//! `banxin completions` and `banxin man`. In: the grammar of the command line. Out: what shells and `man` read, made from it.

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::app::Exit;
use crate::app::console::Console;
use crate::app::typed::Arguments;
use crate::app::write;

/// Prints the completions for a shell.
pub(crate) fn completions(shell: Shell, console: &mut Console) -> Exit {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "banxin", &mut bytes);
    console.data(&String::from_utf8_lossy(&bytes));
    Exit::Done
}

/// Prints banxin(1), or writes it and a page for each command into a folder.
pub(crate) fn man(folder: Option<&Path>, console: &mut Console) -> Exit {
    let mut command = Arguments::command();
    command.build();
    let Some(folder) = folder else {
        console.data(&page(command));
        return Exit::Done;
    };
    let mut pages: Vec<(String, String)> = command
        .get_subcommands()
        // Once it is built, a command is called as it is typed: banxin-build.
        .map(|sub| (format!("banxin-{}.1", sub.get_name()), page(sub.clone())))
        .collect();
    pages.push(("banxin.1".to_owned(), page(command)));
    match write::replace_all(folder, pages.iter().map(|(name, text)| (name.as_str(), text.as_bytes()))) {
        Ok(paths) => {
            paths.iter().for_each(|path| console.data(&format!("{}\n", path.display())));
            Exit::Done
        }
        Err(finding) => console.stop(finding),
    }
}

/// A page in roff. Writing to memory can't fail.
fn page(command: clap::Command) -> String {
    let mut bytes = Vec::new();
    let _ = clap_mangen::Man::new(command).render(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
