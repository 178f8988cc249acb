//! `cargo xtask lint`: what the spec says that it should not, or does not say yet.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::lint::{Finding, Linted, RULES, Severity, Undocumented, lint};
use vod_codegen::Diagnostic;

use crate::failure::Failure;
use crate::output::{Style, complain, count, say};
use crate::spec_files;
use crate::workspace;

/// Finds what is wrong with the spec, or could be better.
///
/// Texts that are too long, in another language or with markup; facts that contradict their
/// neighbours; what nothing uses; fixups that no longer apply. Errors that keep code from being
/// generated are listed among the rest. Nothing is written.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// Folder of the spec: SERVICE/VERSION/… below it, or VERSION/… for a single service
    /// [default: spec/ of the workspace].
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
    /// List everything that is not documented, instead of only counting it.
    #[arg(long)]
    all: bool,
    /// List the rules, and look at no spec.
    #[arg(long)]
    rules: bool,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask lint
  cargo xtask lint --all
  cargo xtask lint --rules

Exit codes: 0 no errors; 1 there are errors; 2 wrong arguments.";

/// Lints the spec, or lists the rules.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    if args.rules {
        list_rules();
        return Ok(ExitCode::SUCCESS);
    }
    let folder = workspace::spec(args.spec.as_deref())?;
    let spec = spec_files::read(&folder)?;
    spec.say_what_was_skipped();
    let linted = lint(&spec.files);
    let errors = list(&linted, args.all);
    sum_up(&linted.undocumented, args.all);
    let shown = workspace::shown(&folder);
    let files = count(spec.files.len(), "file");
    if errors == 0 {
        say(format_args!("{shown} has no errors: {files}"));
        return Ok(ExitCode::SUCCESS);
    }
    complain(format_args!(
        "{shown} has {}\n  `cargo xtask lint --rules` says more about each rule.",
        count(errors, "error")
    ));
    Ok(ExitCode::FAILURE)
}

/// Lists what was found, by file and place, and returns how many errors there are.
fn list(linted: &Linted, with_notes: bool) -> usize {
    let errors = linted.errors.iter().map(|error| ("error", error));
    let is_error = |finding: &&Finding| finding.rule.severity == Severity::Error;
    let found = linted.findings.iter().filter(is_error).map(named);
    let errors: Vec<_> = errors.chain(found).collect();
    let count = errors.len();

    let notes = linted
        .findings
        .iter()
        .filter(|finding| with_notes && !is_error(finding));
    let mut all = errors;
    all.extend(notes.map(named));
    all.sort_by_key(|(rule, found)| (*found, *rule));
    for (rule, found) in all {
        print_finding(rule, found);
    }
    count
}

fn named(finding: &Finding) -> (&'static str, &Diagnostic) {
    (finding.rule.name, &finding.diagnostic)
}

/// Prints a finding: place, rule, message and hint.
pub(crate) fn print_finding(rule: &str, found: &Diagnostic) {
    let style = Style::of(&io::stdout());
    let place = match found.line {
        0 => String::new(),
        line => format!("{}:{}:{}: ", found.path, line, found.column),
    };
    let hint = match found.hint.as_str() {
        "" => String::new(),
        hint => format!("; {hint}"),
    };
    say(format_args!(
        "{}{}: {}{hint}",
        style.cyan(&place),
        style.bold(rule),
        found.message
    ));
}

fn sum_up(undocumented: &Undocumented, is_listed: bool) {
    let Undocumented {
        actions,
        parameters,
        response_fields,
        types,
        type_fields,
        known_values,
        error_codes,
        without_example,
        ..
    } = *undocumented;
    let counts = [
        (actions, "action"),
        (parameters, "parameter"),
        (response_fields, "field of a response"),
        (types, "type"),
        (type_fields, "field of a type"),
        (known_values, "known value"),
        (error_codes, "error code"),
    ];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| counted(number, noun))
        .collect();
    let how = if is_listed { "" } else { " (--all lists them)" };
    if !counts.is_empty() {
        say(format_args!("not documented{how}: {}", counts.join(", ")));
    }
    if without_example > 0 {
        let actions = count(without_example, "action");
        say(format_args!("without an example of a call{how}: {actions}"));
    }
}

/// `1 field of a type`, `2 fields of a type`.
fn counted(number: usize, noun: &str) -> String {
    match noun.split_once(" of ") {
        Some((noun, whole)) => format!("{} of {whole}", count(number, noun)),
        None => count(number, noun),
    }
}

fn list_rules() {
    let style = Style::of(&io::stdout());
    for rule in RULES {
        let severity = match rule.severity {
            Severity::Error => "error",
            Severity::Note => "note",
        };
        say(format_args!(
            "{} ({severity})\n  {}",
            style.bold(rule.name),
            rule.about
        ));
    }
}
