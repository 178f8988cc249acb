//! `cargo xtask update`: a newer description of the API, taken over in one go.

mod changelog;
mod progress;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use crate::diff::{Diff, diff};
use vod_codegen::SpecFile;

use crate::diff::print_text;
use crate::failure::Failure;
use crate::generate;
use crate::import::{self, Inputs, Merge, Merged};
use crate::output::say;
use crate::programs::cargo;
use crate::spec_files;
use crate::todo;
use crate::verdict::Verdict;
use crate::workspace;
use crate::writer::{self, Mode, Ownership, Target};

use progress::Progress;

/// Takes over a newer description of the API: imports it, says what changes for users, writes that to
/// the changelog, generates, and compiles.
///
/// Everything is worked out before anything is written, so that a description or a spec that is wrong
/// changes nothing. At the end, it lists what is left to a person: prose, retry classes, announcements.
/// Run it again with the same files, and nothing changes.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    inputs: Inputs,
    /// Folder of the generated code [default: vod-sdk/src/generated of the workspace].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The changelog, which gets an entry under Unreleased [default: CHANGELOG.md of the workspace].
    #[arg(long, value_name = "FILE")]
    changelog: Option<PathBuf>,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask update --api vod/v20180717/api.json --examples vod/v20180717/examples.json
  cargo xtask update --api api.json --errors error_codes.json

With --out, the code is not compiled: only vod-sdk knows how.

Exit codes: 0 done, and what is left to do has been said; 1 something is wrong, and the message says what
was written until then and how to go back; 2 wrong arguments.";

/// Takes the description over.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    say("update, step 1 of 5: merge the description with the spec");
    let merged = match args.inputs.merge()? {
        Merge::Done(merged) => merged,
        Merge::Refused(code) => return Ok(code),
    };
    if merged.existing.is_empty() {
        let shown = workspace::shown(&merged.spec);
        return Err(format!(
            "there is no spec in {shown} that could be updated\n  Run `{}` to make one.",
            args.inputs.command("import")
        )
        .into());
    }
    import::print_report(&merged.imported.report);

    say("\nupdate, step 2 of 5: compare it with the previous spec");
    let found = match diff(&merged.existing, &updated(&merged)) {
        Ok(found) => found,
        Err(error) => {
            let all = [error.old, error.new].concat();
            return Ok(generate::explain(&all));
        }
    };
    print_text(&found, ("the spec", "the description"));

    let mut progress = Progress::default();
    let written = args.write(&merged, &found, &mut progress);
    match written {
        Ok(ExitCode::SUCCESS) => {}
        Ok(code) => {
            progress.explain();
            return Ok(code);
        }
        Err(failure) => return Err(progress.added_to(&failure)),
    }
    print_left(&merged, &found)?;
    Ok(ExitCode::SUCCESS)
}

/// Lists what is left to a person, and where.
fn print_left(merged: &Merged, found: &Diff) -> Result<(), Failure> {
    let breaking = found.of(Verdict::Breaking);
    let breaking: Vec<String> = breaking.map(|change| change.place.to_string()).collect();
    let disappeared = &merged.imported.report.disappeared;
    say("\nstill to do");
    for (what, names) in [
        (
            "say in CHANGELOG.md what users of these do instead",
            &breaking,
        ),
        (
            "find out what became of these, which the description no longer has, and keep or remove them",
            disappeared,
        ),
    ] {
        if !names.is_empty() {
            say(format_args!("{what} ({})", names.len()));
            names.iter().for_each(|name| say(format_args!("  {name}")));
        }
    }
    let spec = spec_files::read(&merged.spec)?;
    let left = todo::print(&spec.files, &merged.existing);
    say(
        if breaking.is_empty() && disappeared.is_empty() && left == 0 {
            "read the diff, run .ci/run, and commit"
        } else {
            "then `cargo xtask generate`, read the diff, run .ci/run, and commit"
        },
    );
    Ok(())
}

/// The files of the spec after the import.
fn updated(merged: &Merged) -> Vec<SpecFile> {
    let folder = format!("{}/", merged.imported.folder);
    let others = merged.existing.iter();
    let others = others.filter(|file| !file.path.starts_with(&folder));
    let imported = merged.imported.files.iter().map(|(path, text)| SpecFile {
        shown: format!("{folder}{path} (not written)"),
        path: format!("{folder}{path}"),
        text: text.clone(),
        fault: None,
    });
    others.cloned().chain(imported).collect()
}

impl Args {
    /// The changelog comes first: once the spec is written, there is no difference left to describe.
    fn write(
        &self,
        merged: &Merged,
        found: &Diff,
        progress: &mut Progress,
    ) -> Result<ExitCode, Failure> {
        say("\nupdate, step 3 of 5: add it to the changelog");
        self.write_changelog(found, progress)?;

        say("\nupdate, step 4 of 5: write the spec, and generate");
        let code = self.write_spec(merged, progress)?;
        if code != ExitCode::SUCCESS {
            return Ok(code);
        }
        let out = self.out.clone();
        progress.began(workspace::generated(out.as_deref())?);
        let code = generate::run(&generate::Args::new(Some(merged.spec.clone()), out))?;
        if code != ExitCode::SUCCESS {
            return Ok(code);
        }

        say("\nupdate, step 5 of 5: compile vod-sdk");
        if self.out.is_some() {
            say("not compiled, because --out is another folder than that of vod-sdk");
            return Ok(ExitCode::SUCCESS);
        }
        compile(&workspace::root()?)
    }

    fn write_changelog(&self, found: &Diff, progress: &mut Progress) -> Result<(), Failure> {
        let Some(entry) = changelog::entry(found) else {
            say("nothing to add");
            return Ok(());
        };
        let path = match &self.changelog {
            Some(path) => workspace::absolute(path)?,
            None => workspace::root()?.join("CHANGELOG.md"),
        };
        let old = fs::read_to_string(&path).map_err(|error| Failure::io("read", &path, &error))?;
        match changelog::with_entry(&old, &entry) {
            None => say("it is in the changelog already"),
            Some(new) => {
                progress.began(path.clone());
                writer::replace_file(&path, &new)?;
                say(format_args!("{entry}"));
                say(format_args!("  wrote {}", workspace::shown(&path)));
            }
        }
        Ok(())
    }

    fn write_spec(&self, merged: &Merged, progress: &mut Progress) -> Result<ExitCode, Failure> {
        let origin = workspace::shown(&self.inputs.upstream.api);
        let target = Target {
            folder: merged.target_folder()?,
            files: import::wanted(&merged.imported.files, &origin),
            ownership: Ownership::Named,
            origin: &origin,
            command: &self.inputs.command("update"),
            started: Instant::now(),
        };
        progress.began(target.folder.clone());
        writer::run(&target, Mode::Write)
    }
}

fn compile(root: &Path) -> Result<ExitCode, Failure> {
    let status = cargo()
        .args([
            "check",
            "--quiet",
            "--package",
            "vod-sdk",
            "--manifest-path",
        ])
        .arg(root.join("Cargo.toml"))
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    if !status.success() {
        return Err("vod-sdk does not compile with the new spec: see the errors above".into());
    }
    say("it compiles");
    Ok(ExitCode::SUCCESS)
}
