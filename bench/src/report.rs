//! What was found out: tables for people, and the same as data.

use std::io::{self, Write};
use std::path::Path;
use std::{fmt, fs};

use comfy_table::{CellAlignment, Table as Grid, presets};
use serde::{Serialize, Serializer};

use crate::Failure;
use crate::machine::Machine;
use crate::spread::Spread;

/// Everything that a command measured.
#[derive(Serialize)]
pub(crate) struct Report {
    machine: Machine,
    tables: Vec<Table>,
}

/// One table.
#[derive(Serialize)]
pub(crate) struct Table {
    title: String,
    /// What the reader must know to read it.
    notes: Vec<String>,
    columns: Vec<&'static str>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    #[serde(flatten)]
    content: Content,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Content {
    Values(Vec<Value>),
    /// Why there are none.
    Missing(String),
}

/// A value of a table.
#[derive(Clone, Copy)]
pub(crate) enum Value {
    /// With as many digits as it is worth.
    Spread(Option<Spread>),
    /// A number by itself.
    Number(f64),
}

impl Report {
    pub(crate) fn new(machine: Machine) -> Self {
        let tables = Vec::new();
        Self { machine, tables }
    }

    pub(crate) fn add(&mut self, table: Table) {
        self.tables.push(table);
    }

    /// The median of a value, by its table, row and column; `None` where it was not measured.
    pub(crate) fn median(&self, table: &str, row: &str, column: &str) -> Option<f64> {
        let table = self.tables.iter().find(|known| known.title == table)?;
        let columns = &table.columns;
        let place = columns.iter().position(|known| *known == column)?;
        let row = table.rows.iter().find(|known| known.name == row)?;
        match &row.content {
            Content::Values(values) => values.get(place)?.median(),
            Content::Missing(_) => None,
        }
    }

    pub(crate) fn date(&self) -> &str {
        self.machine.date()
    }

    /// Prints it to the standard output.
    pub(crate) fn print(&self, as_json: bool) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        if as_json {
            serde_json::to_writer_pretty(&mut out, self)?;
            writeln!(out)?;
        } else {
            write!(out, "{self}")?;
        }
        Ok(())
    }

    /// Writes the tables into a page, in place of those that are there.
    pub(crate) fn write_into(&self, page: &Path) -> Result<(), Failure> {
        let text = fs::read_to_string(page)?;
        let parts = text.split_once(BEGIN).and_then(|(before, rest)| {
            let (_, after) = rest.split_once(END)?;
            Some((before, after))
        });
        let (before, after) = parts.ok_or_else(|| {
            let page = page.display();
            format!("{page} has no lines {BEGIN} and {END} between which to write")
        })?;
        fs::write(page, format!("{before}{BEGIN}\n\n{self}\n{END}{after}"))?;
        Ok(())
    }
}

/// Between these lines of a page, the tables stand.
const BEGIN: &str = "<!-- begin of what `cargo xtask bench all --write` writes -->";
const END: &str = "<!-- end of what `cargo xtask bench all --write` writes -->";

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.machine)?;
        for table in &self.tables {
            writeln!(f, "\n### {}\n\n{}", table.title, table.grid())?;
            for note in table.notes() {
                writeln!(f, "\n{note}")?;
            }
        }
        Ok(())
    }
}

impl Table {
    pub(crate) fn new(title: impl Into<String>, columns: &[&'static str]) -> Self {
        Self {
            title: title.into(),
            notes: Vec::new(),
            columns: columns.to_vec(),
            rows: Vec::new(),
        }
    }

    pub(crate) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    pub(crate) fn row(&mut self, name: impl Into<String>, values: Vec<Value>) {
        let (name, content) = (name.into(), Content::Values(values));
        self.rows.push(Row { name, content });
    }

    /// A row of something that could not be measured.
    pub(crate) fn missing(&mut self, name: impl Into<String>, why: impl Into<String>) {
        let (name, content) = (name.into(), Content::Missing(why.into()));
        self.rows.push(Row { name, content });
    }

    /// The notes, and why what is missing is.
    fn notes(&self) -> impl Iterator<Item = String> {
        let missing = self.rows.iter().filter_map(|row| match &row.content {
            Content::Missing(why) => Some(format!("Missing: {}: {why}.", row.name)),
            Content::Values(_) => None,
        });
        self.notes.iter().cloned().chain(missing)
    }

    fn grid(&self) -> Grid {
        let mut grid = Grid::new();
        grid.load_style(presets::ASCII_MARKDOWN);
        grid.set_header([""].iter().chain(&self.columns));
        for row in &self.rows {
            let mut cells = vec![row.name.clone()];
            match &row.content {
                Content::Values(values) => cells.extend(values.iter().map(|value| value.shown())),
                Content::Missing(_) => cells.push("missing".to_owned()),
            }
            grid.add_row(cells);
        }
        for column in grid.column_iter_mut().skip(1) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        grid
    }
}

impl Value {
    /// The spread of what was measured in each round.
    pub(crate) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        Self::Spread(Spread::of(values))
    }

    /// The spread of ratios, each within a round.
    pub(crate) fn of_ratios(values: &[f64], base: &[f64]) -> Self {
        Self::Spread(Spread::of_ratios(values, base))
    }

    fn median(&self) -> Option<f64> {
        match self {
            Self::Spread(spread) => spread.map(|spread| spread.median),
            Self::Number(number) => Some(*number),
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Spread(Some(spread)) => {
                let [median, min, max] = [spread.median, spread.min, spread.max];
                let digits = digits(median);
                format!("{median:.digits$} ({min:.digits$}–{max:.digits$})")
            }
            Self::Number(number) => format!("{number:.0$}", digits(*number)),
            Self::Spread(None) => "–".to_owned(),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Spread(spread) => spread.serialize(serializer),
            Self::Number(number) => number.serialize(serializer),
        }
    }
}

/// How many digits of a number after the point are worth showing.
fn digits(number: f64) -> usize {
    match number.abs() {
        number if number >= 100.0 => 0,
        number if number >= 10.0 => 1,
        _ => 2,
    }
}
