//! The command `maillage` under another name: cargo tells tests where the programs of their own package are, and only
//! those. It is started, killed and started again.

fn main() -> std::process::ExitCode {
    api::cli::main()
}
