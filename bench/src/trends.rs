//! What was measured at earlier times, and a picture of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use plotters::coord::Shift;
use plotters::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Failure;
use crate::report::Report;

/// A value of the report that is followed, and what it should not exceed.
struct Trend {
    name: &'static str,
    table: &'static str,
    row: &'static str,
    column: &'static str,
    bound: f64,
}

const fn trend(name: &'static str, [table, row, column]: [&'static str; 3], bound: f64) -> Trend {
    Trend {
        name,
        table,
        row,
        column,
        bound,
    }
}

const SDK: &str = "vod-sdk";
const PROGRAM: &str = "vod-sdk, tokio and serde";
const RATIO: &str = "x reqwest";

/// Ratios, which another machine does not change much, but for one.
const TRENDS: [Trend; 8] = [
    trend(
        "a call, x reqwest",
        ["One call after another", SDK, RATIO],
        1.15,
    ),
    trend(
        "64 calls at once, x reqwest",
        ["64 calls at once", SDK, RATIO],
        1.15,
    ),
    trend(
        "memory of 1,000 calls, x reqwest",
        ["1,000 calls in flight", SDK, RATIO],
        1.2,
    ),
    trend(
        "an upload, x reqwest",
        ["Uploading a file of 256 MiB in parts of 8 MiB", SDK, RATIO],
        1.25,
    ),
    trend(
        "a program, x reqwest",
        ["A program that makes one call, stripped", PROGRAM, RATIO],
        1.18,
    ),
    trend(
        "all compiled for debugging, x reqwest",
        ["Compiling everything, debug build", PROGRAM, RATIO],
        1.25,
    ),
    trend(
        "all compiled for release, x reqwest",
        ["Compiling everything, release build", PROGRAM, RATIO],
        1.25,
    ),
    trend(
        "vod-sdk compiled for release, CPU s",
        [
            "Compiling, with the dependencies built",
            "vod-sdk, release build",
            "CPU s",
        ],
        14.0,
    ),
];

/// What was measured at one time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Entry {
    version: String,
    date: String,
    values: BTreeMap<String, f64>,
}

/// Adds a report to the history, in place of one of the same version and day, and draws the picture beside it.
pub(crate) fn write(report: &Report, root: &Path) -> Result<(), Failure> {
    let folder = root.join("docs");
    let path = folder.join("performance.json");
    let mut history: Vec<Entry> = serde_json::from_str(&fs::read_to_string(&path)?)?;
    let entry = entry(report, version(root)?);
    history.retain(|known| (&known.version, &known.date) != (&entry.version, &entry.date));
    history.push(entry);
    fs::write(&path, serde_json::to_string_pretty(&history)? + "\n")?;
    fs::write(folder.join("performance.svg"), picture(&history)?)?;
    Ok(())
}

/// The version of the SDK that is measured.
fn version(root: &Path) -> Result<String, Failure> {
    let manifest: toml::Table = fs::read_to_string(root.join("Cargo.toml"))?.parse()?;
    let version = &manifest["workspace"]["package"]["version"];
    Ok(version.as_str().unwrap_or_default().to_owned())
}

fn entry(report: &Report, version: String) -> Entry {
    let values = TRENDS.iter().filter_map(|trend| {
        let Trend {
            name,
            table,
            row,
            column,
            ..
        } = trend;
        let value = report.median(table, row, column)?;
        Some(((*name).to_owned(), (value * 100.0).round() / 100.0))
    });
    Entry {
        version,
        date: report.date().to_owned(),
        values: values.collect(),
    }
}

/// A small picture for each trend.
fn picture(history: &[Entry]) -> Result<String, Failure> {
    let mut svg = String::new();
    {
        let root = SVGBackend::with_string(&mut svg, (900, 760)).into_drawing_area();
        root.fill(&WHITE)?;
        for (area, trend) in root.split_evenly((4, 2)).iter().zip(&TRENDS) {
            draw(area, trend, history)?;
        }
        root.present()?;
    }
    Ok(svg)
}

fn draw(
    area: &DrawingArea<SVGBackend<'_>, Shift>,
    trend: &Trend,
    history: &[Entry],
) -> Result<(), Failure> {
    let values = (0..).zip(history);
    let points: Vec<(i32, f64)> = values
        .filter_map(|(place, entry)| Some((place, *entry.values.get(trend.name)?)))
        .collect();
    let most = points.iter().map(|(_, value)| *value);
    let most = most.fold(trend.bound, f64::max) * 1.2;
    let last = i32::try_from(history.len())? - 1;
    let title = format!("{} (at most {})", trend.name, trend.bound);
    let mut chart = ChartBuilder::on(area)
        .caption(title, ("sans-serif", 15))
        .margin(10)
        .x_label_area_size(22)
        .y_label_area_size(38)
        .build_cartesian_2d(-1..last + 1, 0.0..most)?;
    let label = |place: &i32| {
        let entry = usize::try_from(*place)
            .ok()
            .and_then(|place| history.get(place));
        entry.map_or(String::new(), |entry| {
            format!("{}, {}", entry.version, entry.date)
        })
    };
    chart
        .configure_mesh()
        .disable_x_mesh()
        .x_labels(history.len() + 2)
        .x_label_formatter(&label)
        .y_labels(4)
        .light_line_style(TRANSPARENT)
        .draw()?;
    let bound = [(-1, trend.bound), (last + 1, trend.bound)];
    chart.draw_series(LineSeries::new(bound, RED.mix(0.5)))?;
    chart.draw_series(LineSeries::new(points.iter().copied(), &BLUE))?;
    chart.draw_series(
        points
            .iter()
            .map(|point| Circle::new(*point, 3, BLUE.filled())),
    )?;
    let shown = points.iter().map(|(place, value)| {
        let style = ("sans-serif", 13).into_font();
        Text::new(format!("{value}"), (*place, value + most * 0.1), style)
    });
    chart.draw_series(shown)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Entry, TRENDS, picture};

    #[test]
    fn each_time_has_a_point_and_each_trend_a_bound() {
        let entry = |date: &str, value: f64| Entry {
            version: "0.1.0".to_owned(),
            date: date.to_owned(),
            values: TRENDS
                .iter()
                .map(|trend| (trend.name.to_owned(), value))
                .collect(),
        };
        let mut history = vec![entry("2026-11-24", 1.25), entry("2026-11-27", 2.5)];
        history[0].values.remove(TRENDS[3].name);
        let svg = picture(&history).expect("a picture");
        assert_eq!(svg.matches("<circle").count(), 2 * TRENDS.len() - 1);
        for text in ["0.1.0, 2026-11-24", "a call, x reqwest (at most 1.15)"] {
            assert!(svg.contains(text), "{text}");
        }
    }
}
