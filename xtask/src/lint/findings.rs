//! Collects findings.

use vod_codegen::diagnostic::diagnose_one_by_one;
use vod_codegen::problem::{Place, Problem};
use vod_codegen::read::SpecFile;

use super::{Finding, Rule};

/// Gathers what the rules find.
#[derive(Default)]
pub(super) struct Findings(Vec<(&'static Rule, Problem)>);

impl Findings {
    /// Adds a finding: what it is, and what to do.
    pub(super) fn add(
        &mut self,
        rule: &'static Rule,
        place: Place,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.0.push((rule, Problem::new(place, message, hint)));
    }

    /// The findings with their lines and columns, sorted by file and place.
    pub(super) fn diagnose(self, files: &[SpecFile]) -> Vec<Finding> {
        let (rules, problems): (Vec<_>, Vec<_>) = self.0.into_iter().unzip();
        let diagnostics = diagnose_one_by_one(files, problems);
        let mut findings: Vec<Finding> = rules
            .into_iter()
            .zip(diagnostics)
            .map(|(rule, diagnostic)| Finding { rule, diagnostic })
            .collect();
        findings.sort_by(|a, b| (&a.diagnostic, a.rule.name).cmp(&(&b.diagnostic, b.rule.name)));
        findings
    }
}
