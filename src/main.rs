//! The command `broschur`.

use std::process::ExitCode;

/// Gives memory back to the system some seconds after it was let go, which a preview at rest owes to whoever else uses the computer: with the
/// system's own allocator (glibc) nearly all of it stays with the process.
#[cfg(all(unix, not(target_env = "musl")))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    broschur::cli::main()
}
