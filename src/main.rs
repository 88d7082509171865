//! The binary: hands the arguments to the library and its status to the shell.

fn main() {}
