//! `cargo xtask new-service`. That what it makes compiles and can be called, `cargo xtask interop` tests with the
//! descriptions of real services.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::{Ran, tree, xtask};

const REPOSITORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// The description of an invented service.
const API: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/data/import/bakery/api.json"
);

/// `cargo xtask` in the repository.
fn run(arguments: &[&str]) -> Ran {
    Ran::of(xtask(arguments).current_dir(REPOSITORY))
}

fn new_service(name: &str, out: &Path) -> Ran {
    let out = out.to_str().expect("UTF-8");
    run(&["new-service", name, "--api", API, "--out", out])
}

/// A crate of the invented service, in a folder that goes with the first.
fn made() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("as-sdk");
    new_service("as-sdk", &out).expect(0).says("to ");
    (folder, out)
}

#[test]
fn a_crate_is_complete() {
    let (_folder, out) = made();
    for path in [
        "Cargo.toml",
        "README.md",
        ".gitignore",
        "src/lib.rs",
        "src/generated/client.rs",
        "tests/mock.rs",
        "spec/as/2021-03-04/service.json",
    ] {
        assert!(out.join(path).is_file(), "{path} is missing");
    }
    let manifest = fs::read_to_string(out.join("Cargo.toml")).expect("a manifest");
    assert!(manifest.contains("name = \"as-sdk\""), "{manifest}");
    let sdk = manifest.split("path = \"").nth(1).expect("a dependency");
    let sdk = out.join(sdk.split('"').next().expect("a path"));
    assert!(sdk.join("Cargo.toml").is_file(), "{}", sdk.display());
}

#[test]
fn a_crate_beside_the_current_folder_finds_the_sdk() {
    let folder = TempDir::new_in(REPOSITORY).expect("a folder");
    let name = folder.path().file_name().expect("a name");
    let out = format!("./xtask/../{}/as-sdk", name.to_str().expect("UTF-8"));
    new_service("as-sdk", Path::new(&out)).expect(0);
    let out = folder.path().join("as-sdk");
    let manifest = fs::read_to_string(out.join("Cargo.toml")).expect("a manifest");
    let sdk = manifest.split("path = \"").nth(1).expect("a dependency");
    let sdk = sdk.split('"').next().expect("a path");
    assert_eq!(sdk, "../../vod-sdk");
    assert!(out.join(sdk).join("Cargo.toml").is_file());
}

#[test]
fn each_file_of_the_spec_names_a_schema_that_is_there() {
    let (_folder, out) = made();
    let mut files = 0;
    for (path, (text, _)) in tree(&out.join("spec/as")) {
        let json: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
        let schema = json["$schema"].as_str().expect("a schema");
        let path = out.join("spec/as").join(path);
        let schema = path.parent().expect("a folder").join(schema);
        assert!(schema.is_file(), "{}", schema.display());
        files += 1;
    }
    assert!(files > 5);
}

#[test]
fn nothing_of_vod_is_in_it() {
    let (_folder, out) = made();
    for (path, (text, _)) in tree(&out) {
        let text = String::from_utf8(text).expect("UTF-8").to_lowercase();
        let rest = text.replace("vod-sdk", "").replace("vod_sdk", "");
        assert!(!rest.contains("vod"), "{}", path.display());
    }
}

#[test]
fn what_is_made_is_maintained_by_the_other_commands() {
    let (_folder, out) = made();
    let at = |below: &str| out.join(below).to_str().expect("UTF-8").to_owned();
    let (spec, generated) = (at("spec"), at("src/generated"));
    let generate = ["generate", "--spec", &spec, "--out", &generated];
    run(&[&generate[..], &["--check"]].concat()).expect(0);
    run(&["import", "--api", API, "--spec", &spec, "--check"]).expect(0);
    run(&["fmt-spec", "--spec", &spec, "--check"]).expect(0);
    run(&["todo", "--spec", &spec])
        .expect(1)
        .says("no commit has this spec: all of it counts as new")
        .says("undecided-retry");
}

#[test]
fn a_folder_that_is_not_empty_is_refused() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("mine"), "").expect("a file");
    new_service("as-sdk", folder.path())
        .expect(1)
        .complains("is not empty: name a new folder with --out");
    assert_eq!(tree(folder.path()).len(), 1);
}

#[test]
fn what_cannot_be_the_name_of_a_crate_is_refused() {
    let folder = TempDir::new().expect("a folder");
    for (name, message) in [
        ("As SDK", "`As SDK` is not the name of a crate"),
        ("2-sdk", "`2-sdk` is not the name of a crate"),
        ("as--sdk", "`as--sdk` is not the name of a crate"),
        ("fn", "`fn` is not the name of a crate"),
        ("vod-sdk", "`vod-sdk` is the SDK's own crate"),
        ("vod_sdk", "`vod_sdk` is the SDK's own crate"),
    ] {
        let out = folder.path().join("crate");
        new_service(name, &out).expect(1).complains(message);
        assert!(!out.exists(), "{name}");
    }
}

#[test]
fn outside_of_the_repository_there_is_no_sdk_to_stand_on() {
    let folder = TempDir::new().expect("a folder");
    let mut command = xtask(&["new-service", "as-sdk", "--api", API, "--out", "as-sdk"]);
    Ran::of(command.current_dir(folder.path()))
        .expect(1)
        .complains("run the command from inside a clone of it");
}
