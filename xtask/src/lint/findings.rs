//! What the rules have found so far.

use vod_codegen::diagnostic::diagnose_one_by_one;
use vod_codegen::problem::{Place, Problem};
use vod_codegen::read::{Holes, SpecFile};

use super::{Finding, Rule};

/// Gathers what the rules find.
pub(super) struct Findings<'h> {
    found: Vec<(&'static Rule, Problem)>,
    /// What could not be read: nothing is said of what stands in for it.
    holes: &'h Holes,
}

impl<'h> Findings<'h> {
    /// Nothing found yet.
    pub(super) fn new(holes: &'h Holes) -> Self {
        Self {
            found: Vec::new(),
            holes,
        }
    }

    /// Adds a finding: what it is, and what to do. Nothing is found where the spec could not be read, and
    /// the answer is false.
    pub(super) fn add(
        &mut self,
        rule: &'static Rule,
        place: Place,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> bool {
        let is_known = !self.holes.cover(&place);
        if is_known {
            self.found.push((rule, Problem::new(place, message, hint)));
        }
        is_known
    }

    /// Whether all at, in and around a place was read as it is.
    pub(super) fn know(&self, place: &Place) -> bool {
        !self.holes.touch(place)
    }

    /// Whether each use of each type is known.
    pub(super) fn know_uses(&self) -> bool {
        !self.holes.hide_uses()
    }

    /// The findings with their lines and columns, sorted by file and place.
    pub(super) fn diagnose(self, files: &[SpecFile]) -> Vec<Finding> {
        let (rules, problems): (Vec<_>, Vec<_>) = self.found.into_iter().unzip();
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
