//! Floor 7: arguments, messages, exit codes: one file a command.
