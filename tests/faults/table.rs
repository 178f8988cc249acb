//! The table of faults and outcomes.

use std::collections::BTreeMap;
use std::fmt;

use vod_sdk::ErrorKind;

use crate::calls::Outcome;
use crate::fault::Fault;
use crate::journal::Visit;

/// How often each fault on the first attempt of a call led to each outcome.
#[derive(Default)]
pub(crate) struct Table {
    rows: BTreeMap<Row, [u32; COLUMNS.len()]>,
}

/// What befell the first attempt, and whether the call could be repeated safely.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    fault: What,
    is_safe: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Nothing,
    One(Fault),
    Two,
    /// The server has not seen the attempt.
    Unseen,
}

const COLUMNS: [&str; 9] = [
    "calls",
    "successful at once",
    "after retries",
    "`AnswerLost`",
    "`Timeout`",
    "`Network`",
    "`Response`",
    "`Service`",
    "executed",
];

impl Table {
    pub(crate) fn add(&mut self, outcome: &Outcome, visits: &[Visit]) {
        let first = visits.iter().find(|visit| visit.number == 1);
        let fault = match first.map(|visit| &visit.faults[..]) {
            None => What::Unseen,
            Some([]) => What::Nothing,
            Some([fault]) => What::One(*fault),
            Some(_) => What::Two,
        };
        let is_safe = outcome.kind.is_safe_to_repeat();
        let column = match &outcome.result {
            Ok(request_id) if request_id.ends_with(".1") => 1,
            Ok(_) => 2,
            Err(error) => match error.kind() {
                ErrorKind::AnswerLost => 3,
                ErrorKind::Timeout => 4,
                ErrorKind::Network => 5,
                ErrorKind::Response => 6,
                _ => 7,
            },
        };
        let row = self.rows.entry(Row { fault, is_safe }).or_default();
        row[0] += 1;
        row[column] += 1;
        row[8] += u32::from(visits.iter().any(|visit| visit.is_executed));
    }

    /// How many of a hundred calls were answered, of those that are safe to repeat or not.
    pub(crate) fn answered_percent(&self, is_safe: bool) -> u32 {
        let total = self.total(is_safe);
        (total[1] + total[2]) * 100 / total[0]
    }

    /// Whether every fault has befallen calls of both sorts.
    pub(crate) fn has_every_fault(&self) -> bool {
        let rows = |fault, is_safe| Row {
            fault: What::One(fault),
            is_safe,
        };
        let has =
            |fault| [true, false].map(|is_safe| self.rows.contains_key(&rows(fault, is_safe)));
        Fault::ALL.iter().all(|fault| has(*fault) == [true, true])
    }

    fn total(&self, is_safe: bool) -> [u32; COLUMNS.len()] {
        let mut total = [0; COLUMNS.len()];
        for (_, row) in self.rows.iter().filter(|(row, _)| row.is_safe == is_safe) {
            for (sum, count) in total.iter_mut().zip(row) {
                *sum += count;
            }
        }
        total
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (is_safe, title) in [(true, "Safe to repeat"), (false, "Not safe to repeat")] {
            writeln!(f, "| {title}: first attempt | {} |", COLUMNS.join(" | "))?;
            writeln!(f, "| --- |{}", " ---: |".repeat(COLUMNS.len()))?;
            for (row, counts) in self.rows.iter().filter(|(row, _)| row.is_safe == is_safe) {
                write_row(f, row.fault.name(), counts)?;
            }
            write_row(f, "all", &self.total(is_safe))?;
            writeln!(f)?;
        }
        Ok(())
    }
}

fn write_row(f: &mut fmt::Formatter<'_>, name: &str, counts: &[u32]) -> fmt::Result {
    let counts: Vec<_> = counts.iter().map(u32::to_string).collect();
    writeln!(f, "| {name} | {} |", counts.join(" | "))
}

impl What {
    fn name(self) -> &'static str {
        match self {
            Self::Nothing => "no fault",
            Self::One(fault) => fault.name(),
            Self::Two => "two of these at once",
            Self::Unseen => "sent to a connection that was just closed",
        }
    }
}
