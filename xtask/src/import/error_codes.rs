//! Error codes: new ones come without words, those of another version with its words.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use vod_codegen::problem::code;
use vod_codegen::read::Version;
use vod_codegen::spec::{ErrorCode, ErrorCodesFile, RetryHint};

use super::described::Action;
use super::edition::Editions;
use super::existing::Others;

use super::refusal::{Input, Refusal, parse};
use super::report::Report;

/// The placeholder for the meaning of an undocumented code.
pub(crate) const NOT_DESCRIBED: &str = "Not described yet.";

/// The codes that any action of the platform may return, for a service that is the first of its spec.
const COMMON: &str = include_str!("common_error_codes.json");

/// The codes of each action.
#[derive(Debug, Default)]
pub(super) struct Listed(HashMap<String, Vec<String>>);

impl Listed {
    /// Reads upstream's lists; codes that cannot be codes are reported and left out.
    pub(super) fn read(text: &str, report: &mut Report) -> Result<Self, Refusal> {
        let lists: HashMap<String, Option<Vec<String>>> = parse(Input::Errors, text)?;
        let mut listed = HashMap::new();
        let mut refused = BTreeSet::new();
        for (action, codes) in lists {
            let Some(codes) = codes else { continue };
            let codes: BTreeSet<&str> = codes.iter().map(|code| code.trim()).collect();
            let (usable, unusable): (Vec<&str>, Vec<&str>) =
                codes.into_iter().partition(|code| is_usable(code));
            refused.extend(unusable.into_iter().map(code));
            listed.insert(action, usable.into_iter().map(str::to_owned).collect());
        }
        report.refused_error_codes.extend(refused);
        Ok(Self(listed))
    }

    /// The sorted codes of an action, if upstream lists any.
    pub(super) fn of(&self, action: &str) -> Option<&[String]> {
        self.0.get(action).map(Vec::as_slice)
    }

    /// Leaves the lists of these actions.
    pub(super) fn restrict(&mut self, actions: &BTreeMap<String, Action>) {
        self.0.retain(|action, _| actions.contains_key(action));
    }

    fn all(&self) -> BTreeSet<&str> {
        self.0.values().flatten().map(String::as_str).collect()
    }
}

fn is_usable(code: &str) -> bool {
    code.starts_with(|c: char| c.is_ascii_alphabetic())
        && code
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
}

/// Adds the codes that upstream lists to the file of the version.
pub(super) fn merge(
    version: Option<&Version>,
    editions: Editions,
    listed: Option<&Listed>,
    others: &Others<'_>,
    report: &mut Report,
) -> ErrorCodesFile {
    let mut file = match version {
        Some(version) => version.error_codes.value.clone(),
        None => new_file(others),
    };
    describe_alike(&mut file, &others.versions);
    if let Some(listed) = listed {
        let codes = listed.all();
        add(
            &mut file,
            &codes,
            &others.versions,
            version.is_none(),
            report,
        );
        if editions.is_followed() {
            report_gone(&file, &codes, version, report);
        }
    }
    file.codes.sort_by(|a, b| a.code.cmp(&b.code));
    file
}

/// Reports codes that no action lists any more. Those of actions that only another edition has are not expected.
fn report_gone(
    file: &ErrorCodesFile,
    codes: &BTreeSet<&str>,
    version: Option<&Version>,
    report: &mut Report,
) {
    let actions = version.map_or(&[][..], |version| &version.actions);
    let elsewhere = actions
        .iter()
        .filter(|file| file.value.edition.is_some())
        .flat_map(|file| &file.value.error_codes);
    let elsewhere: BTreeSet<&str> = elsewhere.map(String::as_str).collect();
    let is_gone = |code: &&ErrorCode| {
        let code = code.code.as_str();
        !codes.contains(code) && !elsewhere.contains(code)
    };
    let gone = file.codes.iter().filter(is_gone);
    let gone = gone.map(|code| format!("error code `{}`", code.code));
    report.disappeared.extend(gone);
}

fn new_file(others: &Others<'_>) -> ErrorCodesFile {
    let mut known = others.versions.iter().chain(&others.foreign);
    let from = known.find(|version| !version.error_codes.value.common.is_empty());
    let common = match from {
        Some(version) => version.error_codes.value.common.clone(),
        None => serde_json::from_str(COMMON).expect("the common codes are a list of codes"),
    };
    ErrorCodesFile {
        schema: Some("../../schema/error_codes.schema.json".to_owned()),
        common,
        codes: Vec::new(),
    }
}

/// Gives codes that have no words here those that another version has: all versions must agree.
fn describe_alike(file: &mut ErrorCodesFile, others: &[&Version]) {
    for code in &mut file.codes {
        if code.meaning == NOT_DESCRIBED
            && let Some(known) = find(others, &code.code)
        {
            *code = known.clone();
        }
    }
}

fn add(
    file: &mut ErrorCodesFile,
    codes: &BTreeSet<&str>,
    others: &[&Version],
    is_new: bool,
    report: &mut Report,
) {
    let known: BTreeMap<String, RetryHint> = file
        .common
        .iter()
        .chain(&file.codes)
        .map(|code| (code.code.clone(), code.retry))
        .collect();
    for code in codes.iter().copied() {
        if known.contains_key(code) {
            continue;
        }
        if !is_new {
            report.appeared.push(format!("error code `{code}`"));
        }
        file.codes.push(match find(others, code) {
            Some(known) => known.clone(),
            None => ErrorCode {
                code: code.to_owned(),
                meaning: NOT_DESCRIBED.to_owned(),
                retry: retry_of_parent(code, &known),
            },
        });
    }
}

fn find<'a>(versions: &[&'a Version], code: &str) -> Option<&'a ErrorCode> {
    let files = versions.iter().map(|version| &version.error_codes.value);
    files
        .flat_map(|file| file.common.iter().chain(&file.codes))
        .find(|known| known.code == code)
}

/// `InternalError.Db` is retried as `InternalError` is.
fn retry_of_parent(code: &str, known: &BTreeMap<String, RetryHint>) -> RetryHint {
    let mut parent = code;
    while let Some((start, _)) = parent.rsplit_once('.') {
        if let Some(retry) = known.get(start) {
            return *retry;
        }
        parent = start;
    }
    RetryHint::Never
}
