//! The whole way, from the spec's files to the SDK's.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::diagnostic::{Diagnostic, diagnose};
use crate::emit::{Output, outputs};
use crate::format::format;
use crate::lower::lower;
use crate::model::Api;
use crate::problem::Problem;
use crate::read::{Spec, SpecFile, read};

/// Everything that was generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generated {
    /// The files, sorted by path.
    pub files: Vec<GeneratedFile>,
    /// How much of what was read.
    pub counts: Counts,
}

/// A generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedFile {
    /// The path below the folder of the generated code, with `/`.
    pub path: String,
    /// Its source: `spec/vod/2018-07-17/actions/ExecuteFunction.json`.
    pub source: String,
    /// The text.
    pub text: String,
}

/// The folder of the generated code, below the SDK's `src`.
pub const FOLDER: &str = "generated";

/// How much a spec holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Versions of the API.
    pub versions: usize,
    /// Actions, of all versions.
    pub actions: usize,
    /// Data types, of all versions.
    pub types: usize,
    /// Error codes, each once.
    pub error_codes: usize,
}

/// Generates the SDK's code, or says everything that is wrong with the spec.
///
/// The files may come in any order.
pub fn generate(files: &[SpecFile]) -> Result<Generated, Vec<Diagnostic>> {
    generate_and_inspect(files, |_, _| ()).map(|(generated, _)| generated)
}

/// Generates the SDK's code and hands each file's path and syntax tree to `inspect`, so that the text need not be
/// parsed again. The results are in the order of the files.
pub fn generate_and_inspect<T: Send>(
    files: &[SpecFile],
    inspect: fn(&str, &syn::File) -> T,
) -> Result<(Generated, Vec<T>), Vec<Diagnostic>> {
    let (_, api) = load(files).map_err(|problems| diagnose(files, problems))?;
    let mut printed = print_all(&outputs(&api), |output| {
        let code = parse(output);
        let inspected = inspect(&output.path(), &code);
        (print(output, code), inspected)
    });
    printed.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
    let (files, inspected) = printed.into_iter().unzip();
    let counts = counts(&api);
    Ok((Generated { files, counts }, inspected))
}

/// Reads a spec and decides how its code looks. If its form is wrong, the problems are all of form, and otherwise
/// all of meaning.
pub fn load(files: &[SpecFile]) -> Result<(Spec, Api), Vec<Problem>> {
    let spec = read(files)?;
    let api = lower(&spec, files)?;
    Ok((spec, api))
}

/// Checks the meaning of a spec that has been read, and returns the problems.
pub fn check(spec: &Spec, files: &[SpecFile]) -> Vec<Problem> {
    lower(spec, files).err().unwrap_or_default()
}

/// How much an API has.
pub fn counts(api: &Api) -> Counts {
    Counts {
        versions: api.versions.len(),
        actions: api
            .versions
            .iter()
            .map(|version| version.actions.len())
            .sum(),
        types: api
            .versions
            .iter()
            .map(|version| version.all_types().count())
            .sum(),
        error_codes: api.error_codes.len(),
    }
}

/// Prints on every processor, each of which takes the next file as soon as it is done with one; which of
/// them prints what makes no difference.
fn print_all<T: Send>(outputs: &[Output<'_>], print: impl Fn(&Output<'_>) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let taken = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        taken
            .map_while(|index| outputs.get(index))
            .map(&print)
            .collect::<Vec<_>>()
    };
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let printed = workers.into_iter().map(|worker| match worker.join() {
            Ok(files) => files,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        printed.flatten().collect()
    })
}

fn parse(output: &Output<'_>) -> syn::File {
    syn::parse2(output.tokens()).unwrap_or_else(|error| {
        let path = output.path();
        panic!("the code generated for {path} is not Rust: {error}")
    })
}

fn print(output: &Output<'_>, code: syn::File) -> GeneratedFile {
    let source = output.source();
    GeneratedFile {
        path: output.path(),
        source: source.to_string(),
        text: format(source, code),
    }
}
