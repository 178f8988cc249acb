//! `cargo xtask generate`: from spec/ to the Rust source of the SDK.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use vod_codegen::diagnostic::Part;
use vod_codegen::{
    Counts, Diagnostic, GENERATED_MARKER, Generated, SpecFile, generate_and_inspect,
};

use crate::failure::Failure;
use crate::output::{Style, count, say, warn};
use crate::public_api::{self, Outline};
use crate::spec_files::{self, SpecFolder};
use crate::workspace;
use crate::writer::{self, Mode, Ownership, Target, Wanted};

/// Writes the Rust source of the SDK from the spec.
///
/// Files that are as they should be are not touched, files that are no longer generated are removed,
/// and a file that the generator did not write is never replaced or removed. If anything is wrong
/// with the spec, every error is listed and nothing is written.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// Folder of the spec: SERVICE/VERSION/… below it, or VERSION/… for a single service
    /// [default: spec/ of the workspace].
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
    /// Folder to write to [default: vod-sdk/src/generated of the workspace].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write nothing; print how the folder differs from what the spec says.
    #[arg(long)]
    check: bool,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask generate
  cargo xtask generate --check
  cargo xtask generate --spec ../my-service --out src/generated

Exit codes: 0 written, or with --check nothing differs; 1 the spec is wrong, a file is in the way, or
with --check something differs; 2 wrong arguments.";

impl Args {
    /// To write from this spec to this folder.
    pub(crate) fn new(spec: Option<PathBuf>, out: Option<PathBuf>) -> Self {
        Self {
            spec,
            out,
            check: false,
        }
    }
}

/// Generates, or checks, as the arguments say.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let started = Instant::now();
    let (folder, out) = folders(args)?;
    let mode = Mode::from_check(args.check);
    let spec = spec_files::read(&folder)?;
    let sdk = sdk(&out)?;
    let (generated, outlines) = match generate_and_inspect(&spec.files, Outline::of_generated) {
        Ok(generated) => generated,
        Err(diagnostics) => return Ok(explain(&diagnostics)),
    };
    let origin = format!("{}/", workspace::shown(&folder));
    say_what_was_read(&spec, &origin, &generated.counts);
    let api = sdk.map(|root| public_api::wanted_file(&root, outlines));
    let mut files = wanted(generated, &spec.files);
    // The code is written even if the handwritten core is at fault, which may need it.
    let (api, api_failure) = api
        .transpose()
        .map_or_else(|failure| (None, Some(failure)), |api| (api, None));
    files.extend(api);
    let target = Target {
        folder: out,
        files,
        ownership: Ownership::Marked(GENERATED_MARKER),
        origin: &origin,
        command: &command(
            "generate",
            &[
                ("--spec", args.spec.as_deref()),
                ("--out", args.out.as_deref()),
            ],
        ),
        started,
    };
    let code = writer::run(&target, mode)?;
    api_failure.map_or(Ok(code), Err)
}

/// The folders of the spec and of what is generated.
fn folders(args: &Args) -> Result<(PathBuf, PathBuf), Failure> {
    let folder = workspace::spec(args.spec.as_deref())?;
    let out = workspace::generated(args.out.as_deref())?;
    if out == folder {
        let shown = workspace::shown(&out);
        return Err(
            format!("{shown} is the folder of the spec: name another one with --out").into(),
        );
    }
    Ok((folder, out))
}

/// The workspace, if it is the SDK that is generated, which has a file with its public API.
fn sdk(out: &Path) -> Result<Option<PathBuf>, Failure> {
    let Ok(root) = workspace::root() else {
        return Ok(None);
    };
    let is_sdk = workspace::absolute(&workspace::generated_folder(&root))? == *out;
    Ok(is_sdk.then_some(root))
}

/// Generates with the default folders.
pub(crate) fn run_default() -> Result<ExitCode, Failure> {
    run(&Args::new(None, None))
}

pub(crate) fn explain(diagnostics: &[Diagnostic]) -> ExitCode {
    print_diagnostics(diagnostics);
    warn(format_args!(
        "{} in the spec; nothing was written",
        count(diagnostics.len(), "error")
    ));
    ExitCode::FAILURE
}

/// How many errors are printed.
const MOST: usize = 1_000;

/// Prints what is wrong with a spec.
pub(crate) fn print_diagnostics(diagnostics: &[Diagnostic]) {
    let style = Style::of(&io::stderr());
    for diagnostic in diagnostics.iter().take(MOST) {
        warn(format_args!("{}\n", painted(diagnostic, style)));
    }
    if diagnostics.len() > MOST {
        let more = count(diagnostics.len() - MOST, "more error");
        warn(format_args!("and {more}\n"));
    }
}

fn painted(diagnostic: &Diagnostic, style: Style) -> String {
    let paint = |(part, text): (Part, String)| match part {
        Part::Place => style.cyan(&text),
        Part::Message => style.bold(&text),
        Part::Caret => style.red(&text),
        Part::Hint => style.green(&text),
        _ => text,
    };
    diagnostic.parts().into_iter().map(paint).collect()
}

fn say_what_was_read(spec: &SpecFolder, origin: &str, counts: &Counts) {
    spec.say_what_was_skipped();
    say(format_args!(
        "read {} of {origin}: {}, {}, {}, {}",
        count(spec.files.len(), "file"),
        count(counts.versions, "version"),
        count(counts.actions, "action"),
        count(counts.types, "type"),
        count(counts.error_codes, "error code"),
    ));
}

fn wanted(generated: Generated, spec: &[SpecFile]) -> Vec<Wanted> {
    let by_path: HashMap<&str, &SpecFile> = spec.iter().map(|it| (it.path.as_str(), it)).collect();
    let files = generated.files.into_iter();
    files
        .map(|file| Wanted {
            path: PathBuf::from(file.path),
            source: shown_sources(&file.source, spec, &by_path),
            text: file.text,
        })
        .collect()
}

/// What a generated file is made from, as the reader can open it.
fn shown_sources(sources: &str, spec: &[SpecFile], by_path: &HashMap<&str, &SpecFile>) -> String {
    let sources = sources.split(" and ");
    let shown = sources.map(|source| shown_source(source, spec, by_path));
    shown.collect::<Vec<_>>().join(" and ")
}

/// The generator names files as `spec/…`, and the same file of several versions as `spec/vod/*/service.json`.
fn shown_source(source: &str, spec: &[SpecFile], by_path: &HashMap<&str, &SpecFile>) -> String {
    let path = source.strip_prefix("spec/").unwrap_or(source);
    let shown: Vec<&str> = match path.split_once('*') {
        Some((start, end)) => {
            let is_meant = |path: &str| path.starts_with(start) && path.ends_with(end);
            let meant = spec.iter().filter(|file| is_meant(&file.path));
            meant.map(|file| file.shown.as_str()).collect()
        }
        None => by_path
            .get(path)
            .map(|file| &*file.shown)
            .into_iter()
            .collect(),
    };
    if shown.is_empty() {
        source.to_owned()
    } else {
        shown.join(", ")
    }
}

/// The command that writes what was checked: a subcommand with the options that were given.
pub(crate) fn command(subcommand: &str, options: &[(&str, Option<&Path>)]) -> String {
    let mut command = format!("cargo xtask {subcommand}");
    for (option, value) in options {
        if let Some(value) = value {
            command += &format!(" {option} {}", quoted(value));
        }
    }
    command
}

fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "/\\._-:".contains(c);
    if path.chars().all(is_plain) {
        path
    } else {
        format!("'{path}'")
    }
}
