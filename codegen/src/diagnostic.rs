//! Problems as a person reads them: file, line and column, the line itself, and a hint.

mod excerpt;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::json::{self, Node};
use crate::problem::{Place, Problem, Step};
use crate::read::SpecFile;

/// A problem, and what the file says in its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The path of the file, as it is shown; empty if the problem is in no file.
    pub path: String,
    /// The line, from 1; 0 if the problem is in no file.
    pub line: usize,
    /// The column in characters, from 1; 0 if the problem is in no file.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// The line's text, which the problems of a line share.
    pub source_line: Arc<str>,
    /// How many characters of the line are meant; at least one, which may be the line's end.
    pub width: usize,
    /// What to do about it; may be empty.
    pub hint: String,
}

/// What a piece of a rendered diagnostic is, so that it can be colored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// File, line and column.
    Place,
    /// What is wrong.
    Message,
    /// The line number and the rule beside the text.
    Margin,
    /// The line's text.
    Source,
    /// The mark under the text.
    Caret,
    /// What to do about it.
    Hint,
}

impl Diagnostic {
    /// The text of the diagnostic in pieces, to be written one after the other.
    pub fn parts(&self) -> Vec<(Part, String)> {
        let mut parts = Vec::new();
        let mut margin = String::new();
        if self.line > 0 {
            margin = " ".repeat(self.line.to_string().len());
            parts.push((
                Part::Place,
                format!("{}:{}:{}: ", self.path, self.line, self.column),
            ));
        }
        parts.push((Part::Message, self.message.clone()));
        if self.line > 0 {
            let excerpt = excerpt::cut(&self.source_line, self.column, self.width);
            let space = if excerpt.text.is_empty() { "" } else { " " };
            parts.push((
                Part::Margin,
                format!("\n{margin} |\n{} |{space}", self.line),
            ));
            parts.push((Part::Source, excerpt.text));
            parts.push((
                Part::Margin,
                format!("\n{margin} | {}", " ".repeat(excerpt.indent)),
            ));
            parts.push((Part::Caret, "^".repeat(excerpt.width)));
        }
        if !self.hint.is_empty() {
            parts.push((Part::Margin, format!("\n{margin} = ")));
            parts.push((Part::Hint, format!("hint: {}", self.hint)));
        }
        parts
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts()
            .iter()
            .try_for_each(|(_, text)| f.write_str(text))
    }
}

/// Finds the line and column of each problem; sorted by file and place, and none twice.
pub fn diagnose(files: &[SpecFile], problems: Vec<Problem>) -> Vec<Diagnostic> {
    let paths: Vec<&str> = problems
        .iter()
        .map(|problem| {
            let file = files.get(problem.place.file);
            file.map_or("", |file| file.path.as_str())
        })
        .collect();
    let diagnostics = diagnose_one_by_one(files, problems);
    let mut diagnostics: Vec<_> = paths.into_iter().zip(diagnostics).collect();
    diagnostics.sort();
    diagnostics.dedup();
    diagnostics
        .into_iter()
        .map(|(_, diagnostic)| diagnostic)
        .collect()
}

/// Finds the line and column of each problem, in their order.
pub fn diagnose_one_by_one(files: &[SpecFile], problems: Vec<Problem>) -> Vec<Diagnostic> {
    let mut sources = BTreeMap::new();
    problems
        .into_iter()
        .map(|problem| match files.get(problem.place.file) {
            Some(file) => {
                let source = sources
                    .entry(problem.place.file)
                    .or_insert_with(|| Source::new(file));
                source.diagnose(problem)
            }
            None => without_file(problem),
        })
        .collect()
}

fn without_file(problem: Problem) -> Diagnostic {
    Diagnostic {
        path: String::new(),
        line: 0,
        column: 0,
        message: problem.message,
        source_line: Arc::default(),
        width: 0,
        hint: problem.hint,
    }
}

/// A file in which places are looked up.
struct Source<'a> {
    shown: &'a str,
    text: &'a str,
    /// Where each line begins.
    line_starts: Vec<usize>,
    /// `None` if the text is not JSON: then places are given as byte ranges.
    tree: Option<Node<'a>>,
    /// The line of the problem before this one.
    last_line: Option<(usize, Arc<str>)>,
}

impl<'a> Source<'a> {
    fn new(file: &'a SpecFile) -> Self {
        let breaks = file.text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            shown: &file.shown,
            text: &file.text,
            line_starts: [0].into_iter().chain(breaks).collect(),
            tree: json::parse(&file.text).ok(),
            last_line: None,
        }
    }

    fn diagnose(&mut self, problem: Problem) -> Diagnostic {
        let range = self.range(&problem.place);
        let line = self
            .line_starts
            .partition_point(|start| *start <= range.start);
        let line_start = self.line_starts[line - 1];
        let rest = &self.text[line_start..];
        let source_line = rest
            .split('\n')
            .next()
            .unwrap_or(rest)
            .trim_end_matches('\r');

        let shared = match &self.last_line {
            Some((last, text)) if *last == line => Arc::clone(text),
            _ => Arc::from(source_line),
        };
        self.last_line = Some((line, Arc::clone(&shared)));

        // The place may be the line break itself, or reach beyond it.
        let start = (range.start - line_start).min(source_line.len());
        let end = (range.end - line_start).clamp(start, source_line.len());
        Diagnostic {
            path: self.shown.to_owned(),
            line,
            column: source_line[..start].chars().count() + 1,
            message: problem.message,
            source_line: shared,
            width: source_line[start..end].chars().count().max(1),
            hint: problem.hint,
        }
    }

    /// The bytes of a place or, if there is no such place, of the nearest one on the way to it.
    fn range(&self, place: &Place) -> Range<usize> {
        if let Some(bytes) = &place.bytes {
            return bytes.clone();
        }
        let Some(mut node) = self.tree.as_ref() else {
            return 0..0;
        };
        let mut range = node.range.clone();
        for step in &place.steps {
            match step {
                Step::Key(key) => {
                    let Some(entry) = node.entry(key) else {
                        return node.range.clone();
                    };
                    node = &entry.value;
                    range = if place.key {
                        entry.key_range.clone()
                    } else {
                        node.range.clone()
                    };
                }
                Step::Index(index) => {
                    let Some(item) = node.item(*index) else {
                        return node.range.clone();
                    };
                    node = item;
                    range = node.range.clone();
                }
            }
        }
        range
    }
}

#[cfg(test)]
mod tests;
