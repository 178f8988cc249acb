//! The files of a crate that are the same for every service, but for names.

use std::path::{Component, Path, PathBuf};

use vod_codegen::Counts;
use vod_codegen::model::{Api, Package};

use super::first_call::{self, FirstCall};
use crate::failure::Failure;
use crate::output::count;
use crate::{manifest, workspace};

const FILES: [(&str, &str); 5] = [
    ("Cargo.toml", include_str!("template/Cargo.toml.txt")),
    ("README.md", include_str!("template/README.md.txt")),
    ("src/lib.rs", include_str!("template/lib.rs.txt")),
    ("tests/mock.rs", include_str!("template/tests.rs.txt")),
    (".gitignore", "/target\n"),
];

/// The paths and texts of the files.
pub(super) fn files(
    name: &str,
    api: &Api,
    root: &Path,
    out: &Path,
) -> Result<Vec<(String, String)>, Failure> {
    let call = first_call::find(api);
    let package = &api.package;
    let path = |from: &Path, to: &Path| relative(from, to).display().to_string().replace('\\', "/");
    let values = [
        ("name", name.to_owned()),
        ("title", api.title.clone()),
        ("rust_version", manifest::rust_version(root)?),
        ("sdk", path(out, &root.join(workspace::PACKAGE))),
        ("sdk_version", manifest::version(root)?.to_string()),
        ("krate", package.name.clone()),
        ("service", package.service.clone()),
        ("methods", package.methods.clone().unwrap_or_default()),
        ("counts", counts(api)),
        ("used", imports(api, &call, &[])),
        ("tested", imports(api, &call, &["ACTIONS", "ErrorCode"])),
        ("call", call.as_ref().map(shown_call).unwrap_or_default()),
        ("typed", call.as_ref().map(typed_test).unwrap_or_default()),
        ("folder", path(root, out)),
    ];
    let filled = |text: &str| {
        let fill =
            |text: String, (key, value): &(&str, String)| text.replace(&format!("@{key}@"), value);
        values.iter().fold(text.to_owned(), fill)
    };
    Ok(FILES
        .iter()
        .map(|(path, text)| ((*path).to_owned(), filled(text)))
        .collect())
}

/// How much of what there is.
pub(super) fn counts(api: &Api) -> String {
    let Counts { actions, types, .. } = vod_codegen::counts(api);
    format!("{} and {}", count(actions, "action"), count(types, "type"))
}

fn shown_call(call: &FirstCall<'_>) -> String {
    format!(
        "let request = {};\nlet response = client.{}(&request).await?;\nprintln!(\"{{response:?}}\");",
        call.expression, call.method
    )
}

/// What a program names of the crate, in the order of rustfmt.
fn imports(api: &Api, call: &Option<FirstCall<'_>>, more: &[&str]) -> String {
    let Package {
        name,
        service,
        methods,
        ..
    } = &api.package;
    let mut names: Vec<String> = more.iter().map(|&name| name.to_owned()).collect();
    names.push(service.clone());
    let of_call = call.as_ref().map(|call| {
        names.extend(methods.iter().map(|methods| format!("{methods} as _")));
        format!("use {name}::{}::{};\n", call.module, call.request)
    });
    names.sort();
    let names = match &names[..] {
        [one] => one.clone(),
        several => format!("{{{}}}", several.join(", ")),
    };
    format!("{}use {name}::{names};", of_call.unwrap_or_default())
}

fn typed_test(call: &FirstCall<'_>) -> String {
    let FirstCall {
        expression,
        method,
        action,
        ..
    } = call;
    format!(
        "
#[tokio::test(flavor = \"current_thread\")]
async fn an_action_is_a_method() {{
    let (server, client) = start(MockServer::builder()).await;
    let request = {expression};
    let response = client.{method}(&request).await.expect(\"a response\");
    assert!(!response.request_id.is_empty());
    assert_eq!(server.requests()[0].action(), \"{action}\");
}}
"
    )
}

/// The way from a folder to another one; both are absolute.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[shared..].iter().map(|_| Component::ParentDir);
    up.chain(to[shared..].iter().copied()).collect()
}
