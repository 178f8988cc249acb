//! `--help`.

use crate::support::{Ran, xtask};

#[test]
fn every_command_explains_itself() {
    let commands = [
        "demo",
        "generate",
        "import",
        "fmt-spec",
        "lint",
        "diff",
        "update",
        "schema",
        "semver",
        "explain-signature",
        "interop",
        "deny",
        "package",
        "bench",
    ];
    let overview = Ran::of(&mut xtask(&["--help"])).expect(0);
    for command in commands {
        assert!(
            overview.stdout.contains(command),
            "{command} is not in the overview"
        );
        Ran::of(&mut xtask(&[command, "--help"]))
            .expect(0)
            .says(&format!("Usage: cargo xtask {command}"))
            .says("\nExamples:\n")
            .says(&format!("cargo xtask {command}"))
            .says("\nExit codes: 0 ");
    }
    overview.says("\nExamples:\n").says("\nExit codes: 0 ");
}

#[test]
fn wrong_arguments_have_an_exit_code_of_their_own() {
    Ran::of(&mut xtask(&["generate", "--chekc"]))
        .expect(2)
        .complains("--check");
    Ran::of(&mut xtask(&[]))
        .expect(2)
        .complains("Usage: cargo xtask <COMMAND>");
}
