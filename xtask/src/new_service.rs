//! `cargo xtask new-service`: a crate for another service of Tencent Cloud, on the SDK's core.

mod first_call;
mod template;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use vod_codegen::model::Api;
use vod_codegen::spec::ServiceFile;
use vod_codegen::{FOLDER, SpecFile};

use crate::failure::Failure;
use crate::fmt_spec;
use crate::import::{Import, Merge, UpstreamFiles};
use crate::output::{count, say};
use crate::spec_files::SCHEMA_FOLDER;
use crate::writer::replace_file;
use crate::{generate, workspace};

/// Makes a crate for another Tencent Cloud service, which has the service's actions as methods and does everything
/// else by vod-sdk.
///
/// It has its own spec, imported from the description, the generated code, a README, and tests against a stand-in
/// for the service. The folder must be new or empty. Afterwards, `import`, `todo`, `lint` and `generate` maintain it,
/// with `--spec` and `--out`.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// Name of the crate: `quota-sdk`.
    name: String,
    #[command(flatten)]
    upstream: UpstreamFiles,
    /// Folder of the crate, which is made.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask new-service ams-sdk --api ams/v20201229/api.json --out ../ams-sdk
  cargo xtask new-service mps-sdk --api mps/v20190612/api.json --examples mps/v20190612/examples.json --out ../mps-sdk

Exit codes: 0 written; 1 the description is wrong, or the folder is not empty; 2 wrong arguments.";

/// Makes the crate.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let root = workspace::root()?;
    let out = new_folder(&args.out)?;
    let merged = match args.upstream.merge(out.join("spec"), Vec::new())? {
        Merge::Done(merged) => merged,
        Merge::Refused(code) => return Ok(code),
    };
    let spec = spec_files(merged.imported, &args.name)?;
    let (_, api) = match vod_codegen::load(&spec) {
        Ok(loaded) => loaded,
        Err(problems) => {
            let diagnostics = vod_codegen::diagnostic::diagnose(&spec, problems);
            return Ok(generate::explain(&diagnostics));
        }
    };
    let files = files(&args.name, &spec, &api, &root, &out)?;
    for (path, text) in &files {
        replace_file(&out.join(path), text)?;
    }
    report(&files, &api, &out);
    Ok(ExitCode::SUCCESS)
}

/// The folder, absolute. Nothing of anybody's may be in it.
fn new_folder(named: &Path) -> Result<PathBuf, Failure> {
    let folder = workspace::absolute(named)?;
    let is_free = match fs::read_dir(&folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(Failure::io("read", &folder, &error)),
    };
    if is_free {
        return Ok(folder);
    }
    let shown = workspace::shown(&folder);
    Err(format!("{shown} is not empty: name a new folder with --out").into())
}

/// The imported files, of which `service.json` names the crate.
fn spec_files(imported: Import, name: &str) -> Result<Vec<SpecFile>, Failure> {
    let folder = imported.folder;
    let mut files = Vec::new();
    for (path, mut text) in imported.files {
        if path == "service.json" {
            let mut service: ServiceFile = serde_json::from_str(&text)
                .map_err(|error| Failure::from(format!("{path} cannot be read: {error}")))?;
            service.crate_name = Some(name.to_owned());
            text = fmt_spec::service(&service);
        }
        let path = format!("{folder}/{path}");
        files.push(SpecFile {
            shown: format!("spec/{path}"),
            path,
            text,
            fault: None,
        });
    }
    Ok(files)
}

/// Every file of the crate: its path and its text.
fn files(
    name: &str,
    spec: &[SpecFile],
    api: &Api,
    root: &Path,
    out: &Path,
) -> Result<Vec<(String, String)>, Failure> {
    let mut files = template::files(name, api, root, out)?;
    files.extend(
        spec.iter()
            .map(|file| (format!("spec/{}", file.path), file.text.clone())),
    );
    let schemas = vod_codegen::schemas().into_iter();
    files.extend(schemas.map(|(name, text)| (format!("spec/{SCHEMA_FOLDER}/{name}"), text)));
    let generated = vod_codegen::generate(spec).map_err(|_| {
        Failure::from("the spec that was imported cannot be generated from: this is a bug")
    })?;
    let generated = generated.files.into_iter();
    files.extend(generated.map(|file| (format!("src/{FOLDER}/{}", file.path), file.text)));
    Ok(files)
}

fn report(files: &[(String, String)], api: &Api, out: &Path) {
    let shown = workspace::shown(out);
    say(format_args!(
        "wrote {} to {shown}: {}",
        count(files.len(), "file"),
        template::counts(api),
    ));
    say(format_args!(
        "\nNext:\n  \
         cd {shown} && cargo test\n  \
         cargo xtask todo --spec {shown}/spec    what only a person can say of the service, {shown}/README.md says why"
    ));
}
