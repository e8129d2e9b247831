//! The command `broschur`.

use std::process::ExitCode;

fn main() -> ExitCode {
    broschur::cli::main()
}
