//! The binary `maillage`.

/// A page of a list is some hundred small allocations on one of several threads: glibc's allocator took an eighth of the
/// server's time for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    api::cli::main()
}
