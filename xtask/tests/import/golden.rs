//! The files of an invented service, byte for byte.
//!
//! `UPDATE_GOLDEN=1 cargo test -p xtask --test import` writes them anew; the diff is for review.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{API, ERROR_CODES, EXAMPLES, Folder};

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import/bakery/expected")
}

#[test]
fn the_bakery_is_written_as_expected() {
    let written = Folder::bakery().0;
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let _ = fs::remove_dir_all(golden());
        for (path, text) in &written {
            let path = golden().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
    }
    let expected = tree(&golden());
    assert_eq!(
        written.keys().collect::<Vec<_>>(),
        expected.keys().collect::<Vec<_>>()
    );
    for (path, text) in &written {
        assert_eq!(text, &expected[path], "{path}");
    }
}

#[test]
fn importing_again_changes_nothing_and_has_no_news() {
    let mut folder = Folder::bakery();
    let before = folder.0.clone();
    let report = folder.import(API, Some(ERROR_CODES), Some(EXAMPLES));
    assert_eq!(folder.0, before);
    let news = [report.appeared, report.disappeared, report.changed];
    assert_eq!(news, [const { Vec::<String>::new() }; 3]);

    folder.import(API, None, None);
    assert_eq!(folder.0, before, "without error codes and examples");
}

#[test]
fn what_was_imported_can_be_generated() {
    Folder::bakery().assert_generates();
}

#[test]
fn no_word_of_upstream_is_taken() {
    for (path, text) in Folder::bakery().0 {
        for word in [
            "sentence",
            "kind",
            "filling",
            "careful",
            "黑",
            "面",
            "recipe of",
            "shows",
        ] {
            assert!(!text.contains(word), "{word} is in {path}:\n{text}");
        }
    }
}

#[test]
fn the_report_says_what_was_refused() {
    let report = Folder::default().import(API, Some(ERROR_CODES), Some(EXAMPLES));
    assert_eq!(report.appeared, Vec::<String>::new(), "everything is new");
    let counts = report.counts;
    assert_eq!((counts.actions, counts.types, counts.fields), (3, 3, 25));
    assert_eq!((counts.error_codes, counts.examples), (5, 4));
    let refused = [
        "`BakeBread`, example 4: in its request, its body is not JSON: expected `,` or `}` at line 1 column 19",
        "`BakeBread`, example 5: in its request, `Flour` is missing, and required",
        "`BakeBread`, example 6: in its request, `grams` is unknown",
        "`BakeBread`, example 7: in its request, `Grams` is the number 1.5, and not `uint64`",
        "`BakeBread`, example 8: in its response, it is an error",
        "`BakeBread`, example 9: in its response, `LoafId` is missing, and always returned",
    ];
    assert_eq!(report.refused_examples, refused);
}

fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut tree = BTreeMap::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(path).expect("a folder");
            waiting.extend(entries.map(|entry| entry.expect("an entry").path()));
        } else {
            let below = path.strip_prefix(folder).expect("below");
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            let text = fs::read_to_string(&path).expect("a file");
            tree.insert(parts.join("/"), text.replace("\r\n", "\n"));
        }
    }
    tree
}
