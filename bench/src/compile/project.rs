//! Crates that are written to be compiled.

use std::fs;
use std::path::PathBuf;

use crate::Failure;
use crate::programs;
use crate::setup::Setup;

/// A crate in a folder of its own.
pub(super) struct Project {
    pub(super) name: &'static str,
    folder: PathBuf,
}

/// What is in a manifest besides the dependencies. Stripped, as who cares about size does.
const MANIFEST: &str = "\
[package]
name = \"program\"
version = \"0.0.0\"
edition = \"2024\"

[profile.release]
strip = true

[workspace]

[dependencies]
tokio = { version = \"1\", features = [\"macros\", \"rt\"] }
serde = { version = \"1\", features = [\"derive\"] }
";

const FROM_ENV: &str = "vod_sdk::Client::from_env()";
const GIVEN_CREDENTIAL: &str =
    r#"vod_sdk::Client::builder().credential(vod_sdk::Credential::new("id", "key")).build()"#;

impl Project {
    /// A call by hand.
    pub(super) fn with_reqwest(setup: &Setup) -> Result<Self, Failure> {
        let (version, features) = reqwest(setup)?;
        let mut dependencies = format!(
            "reqwest = {{ version = \"={version}\", default-features = false, features = {features:?} }}\n"
        );
        let mut install = "";
        if features
            .iter()
            .any(|feature| feature == "rustls-no-provider")
        {
            dependencies += "rustls = { version = \"0.23\", default-features = false, features = [\"ring\"] }\n";
            install = "let _ = rustls::crypto::ring::default_provider().install_default();";
        }
        let source = format!(
            r#"#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), reqwest::Error> {{
    {install}
    let request = reqwest::Client::new().post("https://vod.tencentcloudapi.com/");
    println!("{{}}", request.body("{{}}").send().await?.text().await?);
    Ok(())
}}
"#
        );
        Self::write(setup, "reqwest, tokio and serde", &dependencies, &source)
    }

    /// The same call.
    pub(super) fn with_vod_sdk(setup: &Setup) -> Result<Self, Failure> {
        let name = "vod-sdk, tokio and serde";
        let source = main(name, FROM_ENV, &["ExecuteFunction"]);
        Self::write(setup, name, &vod_sdk(setup), &source)
    }

    /// The same call without the sources of credentials that `from_env` looks at.
    pub(super) fn with_given_credential(setup: &Setup) -> Result<Self, Failure> {
        let name = "vod-sdk, with a given credential";
        let source = main(name, GIVEN_CREDENTIAL, &["ExecuteFunction"]);
        Self::write(setup, name, &vod_sdk(setup), &source)
    }

    /// Crates with calls, and one without: the difference is what the calls add. DescribeTaskDetail is
    /// the largest of all: 351 types are in its answer. The others make three calls and one thing more.
    pub(super) fn callers(setup: &Setup) -> Result<Vec<Self>, Failure> {
        const THREE: [&str; 3] = ["PullUpload", "DescribeMediaInfos", "ExecuteFunction"];
        let and = |what| [THREE[0], THREE[1], THREE[2], what];
        let callers: [(&'static str, &[&str]); 7] = [
            ("without a call", &[]),
            ("three calls", &THREE),
            ("three calls and a list by hand", &and("a list by hand")),
            ("three calls and items()", &and("items()")),
            ("three calls and task().wait()", &and("task().wait()")),
            ("three calls and events()", &and("events()")),
            ("DescribeTaskDetail", &["DescribeTaskDetail"]),
        ];
        let callers = callers.iter().map(|(name, lines)| {
            let source = main(name, FROM_ENV, lines);
            Self::write(setup, name, &vod_sdk(setup), &source)
        });
        callers.collect()
    }

    pub(super) fn manifest(&self) -> PathBuf {
        self.folder.join("Cargo.toml")
    }

    pub(super) fn source(&self) -> PathBuf {
        self.folder.join("src/main.rs")
    }

    /// A target folder of its own for a kind of build.
    pub(super) fn target(&self, kind: &str) -> PathBuf {
        self.folder.join(format!("target-{kind}"))
    }

    fn write(
        setup: &Setup,
        name: &'static str,
        dependencies: &str,
        source: &str,
    ) -> Result<Self, Failure> {
        let folder = setup
            .scratch
            .path()
            .join(name.replace([' ', ',', '(', ')', '.'], "-"));
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join("src/main.rs"), source)?;
        fs::write(
            folder.join("Cargo.toml"),
            format!("{MANIFEST}{dependencies}"),
        )?;
        fs::copy(setup.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        Ok(Self { name, folder })
    }
}

fn vod_sdk(setup: &Setup) -> String {
    format!("vod-sdk = {{ path = {:?} }}\n", setup.root.join("vod-sdk"))
}

/// A program that makes calls. The answers are printed, so that nothing of them is left out.
fn main(name: &str, client: &str, calls: &[&str]) -> String {
    let lines: String = calls.iter().map(|call| line(call)).collect();
    format!(
        r#"//! {name}.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), vod_sdk::Error> {{
    let _client = {client}?;
{lines}    Ok(())
}}
"#
    )
}

fn line(what: &str) -> String {
    let lines = match what {
        "a list by hand" => BY_HAND,
        "items()" => ITEMS,
        "task().wait()" => WAIT,
        "events()" => EVENTS,
        action => return call(action),
    };
    lines.to_owned()
}

const BY_HAND: &str = r#"
    let mut request = vod_sdk::v2018_07_17::SearchMediaRequest::new().limit(100u64);
    let mut seen = 0;
    loop {
        let page = _client.search_media(&request).await?;
        seen += page.media_info_set.len() as u64;
        page.media_info_set.iter().for_each(|media| println!("{}", media.file_id));
        if page.media_info_set.is_empty() || seen >= page.total_count {
            break;
        }
        request = request.offset(seen);
    }
"#;
const ITEMS: &str = r#"
    let request = vod_sdk::v2018_07_17::SearchMediaRequest::new();
    let mut items = _client.search_media(&request).items();
    while let Some(media) = items.next().await {
        println!("{}", media?.file_id);
    }
"#;
const WAIT: &str = r#"
    println!("{:?}", _client.task("1").wait().await?.verdict());
"#;
const EVENTS: &str = r#"
    let mut events = _client.events();
    while let Some(event) = events.next().await {
        let event = event?;
        println!("{}", event.kind());
        event.confirm().await?;
    }
"#;

fn call(action: &str) -> String {
    let (method, arguments) = match action {
        "PullUpload" => ("pull_upload", r#""https://a.example/b.mp4""#),
        "DescribeMediaInfos" => ("describe_media_infos", r#"["1"]"#),
        "DescribeTaskDetail" => ("describe_task_detail", r#""1""#),
        _ => ("execute_function", r#""f", """#),
    };
    format!(
        "    let request = vod_sdk::v2018_07_17::{action}Request::new({arguments});\n    \
         println!(\"{{}}\", _client.{method}(&request).await?.request_id);\n"
    )
}

/// The version of reqwest that vod-sdk uses, and the features that it asks for.
fn reqwest(setup: &Setup) -> Result<(String, Vec<String>), Failure> {
    let output = programs::cargo()
        .args([
            "tree", "--edges", "normal", "--prefix", "none", "--format", "{p} {f}",
        ])
        .args(["--package", "vod-sdk", "--manifest-path"])
        .arg(setup.root.join("Cargo.toml"))
        .output()?;
    let tree = String::from_utf8_lossy(&output.stdout);
    let line = tree.lines().find_map(|line| line.strip_prefix("reqwest v"));
    let line = line.ok_or("cargo tree shows no reqwest under vod-sdk")?;
    let (version, features) = line.split_once(' ').unwrap_or((line, ""));
    let features = features.trim_end_matches("(*)").split(',');
    let features = features
        .map(str::trim)
        .filter(|feature| !feature.is_empty());
    Ok((version.to_owned(), features.map(str::to_owned).collect()))
}
