//! What a spec may say to the generator, and should not say to a reader: findings, each by a rule.
//!
//! What keeps code from being generated is an error of the reader or of lowering, and not a finding.

mod command;
mod error_codes;
mod findings;
mod fixups;
mod formats;
mod lists;
mod markup;
mod paging;
mod retry;
mod schema_path;
mod secrets;
mod spelling;
mod undocumented;
mod unused;
mod values;
mod walk;
mod words;

pub(crate) use command::{Args, run};
use vod_codegen::diagnostic::{Diagnostic, diagnose};
use vod_codegen::generate::{Checked, check};
use vod_codegen::read::{Reading, SpecFile};

use findings::Findings;

pub use undocumented::Undocumented;

/// What a rule is about.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Name, in lower case with hyphens.
    pub name: &'static str,
    /// What is found, and what to do about it.
    pub about: &'static str,
    /// How bad it is.
    pub severity: Severity,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// It must be mended.
    Error,
    /// It is work that is left to do.
    Note,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// By which rule.
    pub rule: &'static Rule,
    /// What it is, where, and what to do; without the text of the line.
    pub diagnostic: Diagnostic,
}

/// All that was found in a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linted {
    /// What keeps code from being generated.
    pub errors: Vec<Diagnostic>,
    /// What the rules found, sorted by file and place.
    pub findings: Vec<Finding>,
    /// How much has no words of ours.
    pub undocumented: Undocumented,
}

/// The rules, in alphabetical order.
pub const RULES: &[&Rule] = &[
    &retry::ADDING_TWICE,
    &retry::BILLED_REPETITION,
    &values::BROKEN_LIMIT,
    &lists::CUT_VALUE,
    &error_codes::DUPLICATE_CODE,
    &lists::ENDS_AS_VALUES,
    &words::FOREIGN,
    &lists::LOST_ZERO,
    &markup::MARKUP,
    &undocumented::NO_EXAMPLE,
    &lists::ODD_CAPITAL,
    &words::OVERLONG,
    &paging::PAGE_FIELDS,
    &paging::PAGE_SIZE,
    &values::REPEATED_VALUE,
    &retry::RETRY_CLASS,
    &schema_path::SCHEMA_PATH,
    &retry::SESSION_WINDOW,
    &spelling::SPELLING,
    &fixups::STALE_FIXUP,
    &formats::TEXT_JSON,
    &formats::TEXT_TIME,
    &secrets::UNDECIDED_SECRET,
    &undocumented::UNDOCUMENTED,
    &values::UNLISTED_VALUE,
    &retry::UNNAMED_TASK,
    &paging::UNPAGED,
    &words::UNTIDY,
    &unused::UNUSED,
];

/// Looks for all that is wrong with a spec or could be better. The files may come in any order.
pub fn lint(files: &[SpecFile]) -> Linted {
    let Checked {
        reading, problems, ..
    } = check(files);
    let Reading { specs, holes, .. } = reading;
    let mut findings = Findings::new(&holes);
    let mut undocumented = Undocumented::default();
    for spec in &specs {
        spelling::check(spec, &mut findings);
        for version in &spec.versions {
            words::check(version, &mut findings);
            markup::check(version, &mut findings);
            values::check(version, &mut findings);
            lists::check(version, &mut findings);
            formats::check(version, &mut findings);
            paging::check(version, &mut findings);
            retry::check(version, &mut findings);
            secrets::check(version, &mut findings);
            error_codes::check(version, &mut findings);
            unused::check(version, &mut findings);
            schema_path::check(version, &mut findings);
            fixups::check(version, &mut findings);
            undocumented.check(version, &mut findings);
        }
    }
    Linted {
        errors: diagnose(files, problems),
        findings: findings.diagnose(files),
        undocumented,
    }
}
