//! Unusual texts: line endings, depth, size, and many files.

use vod_codegen::read::{SpecFile, read};

use crate::base::{ACTION, Edit, diagnostics, file, files};

#[test]
fn windows_line_endings_change_nothing_but_the_bytes() {
    let mut with_cr = files(&[Edit::Replace(
        ACTION,
        r#""max_chars": 40"#,
        r#""max_chars": "40""#,
    )]);
    let without_cr = diagnostics(&with_cr);
    for file in &mut with_cr {
        file.text = file.text.replace('\n', "\r\n");
    }
    assert_eq!(without_cr.len(), 1);
    assert_eq!(diagnostics(&with_cr), without_cr);

    let mut right = files(&[]);
    right
        .iter_mut()
        .for_each(|file| file.text = file.text.replace('\n', "\r\n"));
    read(&right).expect("the spec has no errors");
}

#[test]
fn deep_nesting_is_refused() {
    for depth in [128, 200, 100_000] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let text = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            let found = diagnostics(&[file(ACTION, &text)]);
            let messages: Vec<_> = found.iter().map(|found| found.message.as_str()).collect();
            let says = |text: &str| messages.iter().any(|message| message.contains(text));
            assert!(
                says("recursion limit exceeded") || says("maximum nesting depth exceeded"),
                "{depth} {open}: {messages:?}"
            );
        }
    }
}

#[test]
fn nesting_up_to_the_limit_is_read() {
    let mut files = files(&[]);
    let action = files
        .iter_mut()
        .find(|file| file.path == ACTION)
        .expect("there is an action");
    // The example is in the list of examples, which is in the file's object.
    let (open, close) = ("[".repeat(123), "]".repeat(123));
    action.text = action
        .text
        .replace(r#"[{ "Type": "Original" }]"#, &format!("{open}{close}"));
    read(&files).expect("the spec has no errors");
}

#[test]
fn a_repeated_key_is_found_among_many() {
    let keys: Vec<_> = (0..1_000)
        .map(|number| format!(r#""{}": 1"#, number % 999))
        .collect();
    let mut files = files(&[]);
    let action = files
        .iter_mut()
        .find(|file| file.path == ACTION)
        .expect("there is an action");
    action.text = action
        .text
        .replace(r#""Type": "Original""#, &keys.join(", "));
    let messages: Vec<_> = diagnostics(&files)
        .into_iter()
        .map(|found| found.message)
        .collect();
    assert_eq!(messages, ["the key `0` is repeated"]);
}

/// Reading in quadratic time would take minutes.
#[test]
fn a_large_file_is_read_and_its_errors_found() {
    let words = "一些文字和 some words. ".repeat(40);
    let field =
        format!(r#"{{ "name": "Name", "type": "string", "maxchars": 1, "docs": "{words}" }}"#);
    let count = 2_000;
    let text = format!(
        r#"{{ "name": "DeleteMedia", "summary": "s", "retry": "read", "parameters": [{}] }}"#,
        vec![&*field; count].join(",\n")
    );
    assert!(text.len() > 2_000_000, "{}", text.len());
    let mut files = files(&[]);
    files.retain(|file| file.path != ACTION);
    files.push(file(ACTION, &text));

    let found = diagnostics(&files);
    let last = found.last().expect("there are errors");
    assert_eq!((found.len(), last.line, last.column), (501, 500, 37));
    let rest =
        "there are 500 errors so far, and more may follow: what comes after this was not read";
    assert!(found.iter().any(|found| found.message == rest));
}

/// Reading in quadratic time would take minutes.
#[test]
fn a_thousand_files_are_read() {
    let files = many_files(1_000);
    let bytes: usize = files.iter().map(|file| file.text.len()).sum();
    assert!(bytes > 4_000_000, "{bytes}");

    let spec = read(&files).expect("the spec has no errors");
    assert_eq!(spec.versions[0].actions.len(), 1_001);
}

fn many_files(count: usize) -> Vec<SpecFile> {
    let field = r#"{ "name": "SessionContext", "type": "string", "max_chars": 1000, "docs": "Text of yours that callbacks hand back unchanged.", "values": [{ "value": 1, "docs": "One." }], "example": "abc" }"#;
    let fields = vec![field; 21].join(",\n    ");
    let actions = (0..count).map(|number| {
        let name = format!("Action{number}");
        let path = format!("vod/2018-07-17/actions/{name}.json");
        let text = format!(
            "{{\n  \"name\": \"{name}\",\n  \"summary\": \"s\",\n  \"retry\": \"read\",\n  \"parameters\": [\n    {fields}\n  ]\n}}\n"
        );
        file(&path, &text)
    });
    files(&[]).into_iter().chain(actions).collect()
}
