//! `cargo xtask todo`.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Ran, copy, xtask};

/// The spec of an invented service.
const BAKERY: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/data/import/bakery/expected"
);

const PING: &str = "as/2021-03-04/actions/Ping.json";

fn edit(folder: &Path, old: &str, new: &str) {
    let path = folder.join("new").join(PING);
    let text = fs::read_to_string(&path).expect("the file is there");
    assert!(text.contains(old), "{old} is not in {text}");
    fs::write(path, text.replacen(old, new, 1)).expect("written");
}

/// `cargo xtask todo` of the folder `new`, which was `old`.
fn todo(folder: &Path) -> Ran {
    Ran::of(xtask(&["todo", "--since", "old", "--spec", "new"]).current_dir(folder))
}

#[test]
fn the_list_has_what_is_new_and_shrinks_as_it_is_worked_off() {
    let folder = TempDir::new().expect("a folder");
    let folder = folder.path();
    for name in ["old", "new"] {
        copy(Path::new(BAKERY), &folder.join(name));
    }
    let decide = "\"summary\": \"Calls `Ping`.\",\n  \"retry\": \"read\",";
    edit(folder, "\"summary\": \"Calls `Ping`.\",", decide);
    let before = todo(folder).expect(1);
    assert!(!before.stdout.contains("Ping"), "{}", before.stdout);

    edit(
        folder,
        decide,
        &format!("{decide}\n  \"parameters\": [{{ \"name\": \"Echo\", \"type\": \"string\" }}],"),
    );
    let undocumented = "undocumented: the parameter `Ping.Echo` is not documented; document it\n";
    todo(folder).expect(1).says(undocumented);
    edit(
        folder,
        "\"type\": \"string\" }",
        "\"type\": \"string\", \"docs\": \"Comes back.\" }",
    );
    let after = todo(folder).expect(1);
    assert_eq!(after.stdout, before.stdout);

    edit(folder, "\"retry\": \"read\",", "");
    todo(folder)
        .expect(1)
        .says("undecided-retry: whether `Ping` may be repeated is not decided; ");
}
