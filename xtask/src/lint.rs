//! Finds what the generator accepts and readers should not see: findings, each by a rule.
//!
//! Errors that prevent generation come from the reader or from lowering, and are no findings.

mod addresses;
mod command;
mod common;
mod error_codes;
mod findings;
mod fixups;
mod formats;
mod lists;
mod markup;
mod meaning;
mod needless;
mod page_size;
mod paging;
mod pasted_keys;
mod repeated_examples;
mod retry;
mod scale;
mod schema_path;
mod secrets;
mod undocumented;
mod units;
mod unused;
mod values;
mod walk;
mod words;

pub(crate) use command::{Args, print_finding, run};
use vod_codegen::check;
use vod_codegen::diagnostic::{Diagnostic, diagnose};
use vod_codegen::read::{Spec, SpecFile, read};

use findings::Findings;

pub use undocumented::Undocumented;

/// A rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Name, in lower case with hyphens.
    pub name: &'static str,
    /// The finding, and what to do about it.
    pub about: &'static str,
    /// How bad it is.
    pub severity: Severity,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// It must be fixed.
    Error,
    /// It is work that is left to do.
    Note,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// The message, the place, and a hint; without the text of the line.
    pub diagnostic: Diagnostic,
}

/// All that was found in a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linted {
    /// Errors that prevent generation.
    pub errors: Vec<Diagnostic>,
    /// The findings, sorted by file and place.
    pub findings: Vec<Finding>,
    /// How much has no words of ours.
    pub undocumented: Undocumented,
}

/// The rules, in alphabetical order.
pub const RULES: &[&Rule] = &[
    &retry::ADDING_TWICE,
    &retry::BILLED_REPETITION,
    &values::BROKEN_LIMIT,
    &common::COMMON_PARAMETER,
    &lists::CUT_VALUE,
    &error_codes::DUPLICATE_CODE,
    &lists::ENDS_AS_VALUES,
    &addresses::FOREIGN_ADDRESS,
    &words::FOREIGN,
    &addresses::FOREIGN_PAGE,
    &undocumented::INCOMPLETE,
    &lists::LOST_ZERO,
    &markup::MARKUP,
    &meaning::NAME_AS_EXAMPLE,
    &meaning::NAME_ONLY,
    &values::NEEDLESS_DEFAULT,
    &needless::NEEDLESS_KEY,
    &needless::NEEDLESS_RUST_NAME,
    &undocumented::NO_EXAMPLE,
    &undocumented::NO_WORDS,
    &lists::ODD_CAPITAL,
    &scale::OUT_OF_SCALE,
    &words::OVERLONG,
    &page_size::PAGE_SIZE,
    &pasted_keys::PASTED_KEY,
    &repeated_examples::REPEATED_EXAMPLE,
    &values::REPEATED_VALUE,
    &retry::RETRY_CLASS,
    &addresses::SAME_PAGE,
    &meaning::SAME_WORDS,
    &schema_path::SCHEMA_PATH,
    &retry::SESSION_WINDOW,
    &fixups::STALE_FIXUP,
    &formats::TEXT_BYTES,
    &formats::TEXT_JSON,
    &formats::TEXT_TIME,
    &retry::UNDECIDED_RETRY,
    &secrets::UNDECIDED_SECRET,
    &undocumented::UNDOCUMENTED,
    &units::UNIT_WORDS,
    &meaning::UNKNOWN_NAME,
    &values::UNLISTED_VALUE,
    &retry::UNNAMED_DONE_CODE,
    &retry::UNNAMED_TASK,
    &paging::UNPAGED,
    &words::UNTIDY,
    &unused::UNUSED,
];

/// Looks for all that is wrong with a spec or could be better. The files may come in any order. If the form of a file
/// is wrong, that is all that is found.
pub fn lint(files: &[SpecFile]) -> Linted {
    let (errors, spec) = match read(files) {
        Ok(spec) => (check(&spec, files), Some(spec)),
        Err(problems) => (problems, None),
    };
    let mut findings = Findings::default();
    let mut undocumented = Undocumented::default();
    if let Some(spec) = &spec {
        apply_rules(
            spec,
            files,
            errors.is_empty(),
            &mut findings,
            &mut undocumented,
        );
    }
    Linted {
        errors: diagnose(files, errors),
        findings: findings.diagnose(files),
        undocumented,
    }
}

fn apply_rules(
    spec: &Spec,
    files: &[SpecFile],
    is_right: bool,
    findings: &mut Findings,
    undocumented: &mut Undocumented,
) {
    let names = meaning::names(spec);
    for version in &spec.versions {
        words::check(version, findings);
        meaning::check(version, &names, findings);
        needless::check(version, files, findings);
        common::check(version, findings);
        markup::check(version, findings);
        values::check(version, findings);
        scale::check(version, findings);
        units::check(version, findings);
        addresses::check(version, findings);
        lists::check(version, findings);
        formats::check(version, findings);
        paging::check(version, findings);
        page_size::check(version, findings);
        retry::check(version, findings);
        secrets::check(version, findings);
        pasted_keys::check(version, findings);
        repeated_examples::check(version, findings);
        error_codes::check(version, findings);
        // What is named wrong is not known to be used.
        if is_right {
            unused::check(version, findings);
        }
        schema_path::check(version, findings);
        fixups::check(version, findings);
        undocumented.check(version, findings);
    }
}
