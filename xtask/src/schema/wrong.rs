//! Wrong files that an editor must mark, and that the generator or `lint` must refuse: what a schema says, they say
//! too.

use serde_json::{Value, json};

/// A right spec, small enough to be wrong in one place at a time: paths and texts.
fn specimen() -> [(&'static str, Value); 4] {
    [
        (
            "service.json",
            json!({
                "$schema": "../../schema/service.schema.json",
                "service": "quota", "version": "2020-01-01", "title": "Quota",
                "endpoint": "quota.example.com", "page": "https://www.tencentcloud.com/document/product/1",
                "crate": "quota-sdk", "areas": ["Quotas"],
            }),
        ),
        (
            "error_codes.json",
            json!({
                "$schema": "../../schema/error_codes.schema.json",
                "codes": [{ "code": "InternalError", "meaning": "It failed.", "retry": "transient" }],
            }),
        ),
        (
            "types/Quota.json",
            json!({
                "$schema": "../../../schema/type.schema.json",
                "name": "Quota", "summary": "A quota.",
                "fields": [{ "name": "Name", "type": "string", "docs": "What its page calls it." }],
            }),
        ),
        (
            "actions/DescribeQuotas.json",
            json!({
                "$schema": "../../../schema/action.schema.json",
                "name": "DescribeQuotas", "summary": "Lists quotas.",
                "page": "https://www.tencentcloud.com/document/product/1/1", "area": "Quotas",
                "requests_per_second": 20, "retry": "session_id", "session_id_days": 3,
                "pagination": {
                    "style": "offset", "position": "Offset", "size": "Limit", "items": ["Quotas"],
                },
                "new": ["SessionId"],
                "parameters": [
                    { "name": "SessionId", "type": "string", "required": true, "max_chars": 50, "docs": "Tells copies of a request apart." },
                    { "name": "Offset", "type": "uint64", "docs": "Where to begin." },
                    { "name": "Limit", "type": "uint64", "range": { "min": 1 }, "docs": "How many." },
                ],
                "error_codes": ["InternalError"],
                "response": [
                    { "name": "Quotas", "type": "[Quota]", "always_returned": true, "docs": "Limits of the account." },
                    { "name": "Total", "type": "uint64", "nullable": true, "docs": "How many." },
                ],
            }),
        ),
    ]
}

/// A file of the specimen, a place in it, and what is wrong there.
const WRONG: &[(&str, &str, &str)] = &[
    (SERVICE, "/service", r#""quo ta""#),
    (SERVICE, "/version", r#""2020-1-1""#),
    (SERVICE, "/title", r#""""#),
    (SERVICE, "/endpoint", r#""https://quota.example.com""#),
    (SERVICE, "/page", r#""example.com/quota""#),
    (SERVICE, "/crate", r#""Quota SDK""#),
    (SERVICE, "/edition", r#""chinese""#),
    (SERVICE, "/verison", r#""2020-01-01""#),
    (CODES, "/codes/0/code", r#""Internal Error""#),
    (CODES, "/codes/0/meaning", r#""""#),
    (CODES, "/codes/0/retry", r#""sometimes""#),
    (TYPE, "/name", r#""2Quota""#),
    (TYPE, "/fields/0/name", r#""the name""#),
    (TYPE, "/fields/0/type", r#""[string""#),
    (TYPE, "/fields/0/max_chars", "-1"),
    (ACTION, "/name", r#""Describe Quotas""#),
    (ACTION, "/summary", r#""""#),
    (ACTION, "/page", r#""https://www.tencentcloud.com/a b""#),
    (ACTION, "/requests_per_second", r#""20""#),
    (ACTION, "/retry", r#""read""#),
    (ACTION, "/session_id_days", "null"),
    (ACTION, "/pagination/next", r#""Total""#),
    (ACTION, "/pagination/style", r#""token""#),
    (ACTION, "/pagination/position", r#""off set""#),
    (ACTION, "/parameters/0/type", r#""string[]""#),
    (ACTION, "/parameters/0/default", r#""a""#),
    (ACTION, "/parameters/0/max_items", "3"),
    (ACTION, "/parameters/0/unit", r#""s""#),
    (ACTION, "/parameters/1/unit", r#""seconds""#),
    (ACTION, "/parameters/0/range", r#"{ "min": 1 }"#),
    (ACTION, "/parameters/1/max_chars", "3"),
    (ACTION, "/parameters/1/json", r#""any""#),
    (ACTION, "/parameters/2/range", "{}"),
    (ACTION, "/response/0/nullable", "true"),
    (ACTION, "/response/1/always_returned", "true"),
];

const SERVICE: &str = "service.json";
const CODES: &str = "error_codes.json";
const TYPE: &str = "types/Quota.json";
const ACTION: &str = "actions/DescribeQuotas.json";

/// The wrong files: what is wrong, the path, and the contents.
pub(super) fn wrong() -> impl Iterator<Item = (String, &'static str, Value)> {
    WRONG.iter().map(|(path, place, value)| {
        let of_path = specimen().into_iter().find(|(known, _)| known == path);
        let (_, mut json) = of_path.expect("a file of the specimen");
        let (parent, key) = place.rsplit_once('/').expect("a place");
        let parent = json.pointer_mut(parent).expect("a place that is there");
        parent[key] = serde_json::from_str(value).expect("a value");
        (format!("{value} as {place} of {path}"), *path, json)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use vod_codegen::SpecFile;

    use super::{specimen, wrong};
    use crate::lint::{Finding, Severity, lint};

    #[test]
    fn what_an_editor_marks_is_refused() {
        assert_eq!(judged(None), Vec::<String>::new());
        for (what, path, json) in wrong() {
            assert!(!judged(Some((path, &json))).is_empty(), "{what}");
        }
    }

    /// What the generator and `lint` find wrong in the specimen, of which one file may be another.
    fn judged(other: Option<(&str, &Value)>) -> Vec<String> {
        let files = specimen().into_iter().map(|(path, json)| {
            let json = match other {
                Some((of, other)) if of == path => other.clone(),
                _ => json,
            };
            let path = format!("quota/2020-01-01/{path}");
            SpecFile {
                shown: path.clone(),
                path,
                text: json.to_string(),
                fault: None,
            }
        });
        let files: Vec<SpecFile> = files.collect();
        let found = lint(&files);
        let is_error = |finding: &&Finding| finding.rule.severity == Severity::Error;
        let findings = found.findings.iter().filter(is_error);
        let findings = findings.map(|finding| &finding.diagnostic);
        let all = found.errors.iter().chain(findings);
        all.map(|diagnostic| diagnostic.message.clone()).collect()
    }
}
