//! Example calls of upstream that its translation has broken, and how they are made whole again.

use serde_json::Value;

use super::described::Described;
use super::examples::{Call, Calls};
use super::refusal::{Input, Refusal};

/// A repair of the example calls of some actions.
struct ExampleFixup {
    name: &'static str,
    service: &'static str,
    version: &'static str,
    /// The mistake, and the evidence for it.
    reason: &'static str,
    /// The actions of which an example is wrong.
    actions: &'static [&'static str],
}

const FIXUPS: &[ExampleFixup] = &[ExampleFixup {
    name: "translated_lines_of_examples",
    service: "vod",
    version: "2018-07-17",
    reason: "lines of JSON have lost their indentation, and their quotes or the comma at their end; \
             only lines that were translated are like this, so the JSON was whole before",
    actions: &[
        "CloneVoiceAsync",
        "CreateAIAnalysisTemplate",
        "CreateAigcAudioClone",
        "CreateMPSTemplate",
        "CreatePersonSample",
        "CreateReviewTemplate",
        "DescribeAIRecognitionTemplates",
        "DescribeKnowledgeBases",
        "DescribeLLMComprehendTemplates",
        "DescribePersonSamples",
        "DescribeReviewTemplates",
        "DescribeVoices",
        "DescribeWordSamples",
        "ModifyMediaInfo",
        "ModifyPersonSample",
        "RebuildMedia",
        "SearchMedia",
        "SearchMediaBySemantics",
        "TextToSpeechAsync",
        "TextToSpeechSync",
        "UpdateVoice",
    ],
}];

/// Repairs example calls; says which repairs no longer apply.
pub(super) fn apply(described: &Described, calls: &mut Calls) -> Result<(), Vec<Refusal>> {
    let mut refusals = Vec::new();
    let is_meant = |fixup: &&ExampleFixup| {
        described.service == fixup.service && described.version == fixup.version
    };
    for fixup in FIXUPS.iter().filter(is_meant) {
        for action in fixup.actions {
            let Some(calls) = calls.get_mut(*action).filter(|calls| !calls.is_empty()) else {
                continue;
            };
            let mended = calls.iter_mut().map(mend_call);
            if mended.filter(|is_mended| *is_mended).count() == 0 {
                refusals.push(stale(fixup, action));
            }
        }
    }
    if refusals.is_empty() {
        Ok(())
    } else {
        Err(refusals)
    }
}

fn stale(fixup: &ExampleFixup, action: &str) -> Refusal {
    Refusal {
        input: Input::Examples,
        place: format!("fixup `{}`, action `{action}`", fixup.name),
        message: format!("it no longer applies: {}", fixup.reason),
        hint: "look at the examples, and remove the action from the fixup in \
               `xtask/src/import/example_fixups.rs`"
            .to_owned(),
    }
}

/// Mends what is broken in a call; false if nothing was.
fn mend_call(call: &mut Call) -> bool {
    let mut is_mended = false;
    for text in [&mut call.input, &mut call.output] {
        if let Some(whole) = text.as_deref().and_then(mended) {
            *text = Some(whole);
            is_mended = true;
        }
    }
    is_mended
}

/// The text with its JSON made whole; `None` if it is whole, or cannot be made so.
fn mended(text: &str) -> Option<String> {
    let (head, body) = text.split_at(text.find('{')?);
    if is_json(body) {
        return None;
    }
    let lines: Vec<&str> = body.lines().collect();
    let mut whole = String::with_capacity(text.len() + lines.len());
    for (index, line) in lines.iter().enumerate() {
        let next = lines.get(index + 1).map_or("", |line| line.trim_start());
        whole.push_str(&mended_line(line, next));
        whole.push('\n');
    }
    is_json(&whole).then(|| format!("{head}{}", whole.trim_end()))
}

/// A line that was translated begins at the margin, as else only brackets do.
fn mended_line(line: &str, next: &str) -> String {
    let begins = line.chars().next();
    if begins.is_none_or(|first| first.is_whitespace() || "{}[]".contains(first)) {
        return line.to_owned();
    }
    let line = line.trim_end();
    let (bare, comma) = match line.strip_suffix(',') {
        Some(bare) => (bare, ","),
        None if line.ends_with(['{', '[']) || next.starts_with(['}', ']']) => (line, ""),
        None => (line, ","),
    };
    if bare.starts_with('"') {
        format!("{bare}{comma}")
    } else {
        format!("{}{comma}", Value::from(bare))
    }
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Calls, apply, mended};
    use crate::import::described::Described;

    #[track_caller]
    fn assert_mended(text: &str, expected: &Value) {
        let whole = mended(text).expect("it can be mended");
        let body = &whole[whole.find('{').expect("JSON")..];
        let json: Value = serde_json::from_str(body).expect("JSON");
        assert_eq!(&json, expected, "{text}");
    }

    #[test]
    fn lines_without_comma_or_quotes_are_mended() {
        assert_mended(
            "POST / HTTP/1.1\n\n{\n\"Name\": \"My template\"\n    \"Size\": 1\n}",
            &json!({ "Name": "My template", "Size": 1 }),
        );
        assert_mended(
            "{\n    \"Tags\": [\nUSA\nTwo words\n    ],\n\"Name\": \"a\"\n\"Note\": \"b\"\n}",
            &json!({ "Tags": ["USA", "Two words"], "Name": "a", "Note": "b" }),
        );
        assert_mended(
            "{\n    \"Tags\": [\n\"Star\",\nArtist\n    ]\n}",
            &json!({ "Tags": ["Star", "Artist"] }),
        );
    }

    #[test]
    fn what_is_whole_or_beyond_repair_is_left_alone() {
        for text in [
            "https://example.com/?Name=a",
            "{\n    \"Name\": \"a\"\n}",
            "{\n    \"Name\": \"a\"\n    \"Size\": 1\n}",
            "{ \"Name\": ",
        ] {
            assert_eq!(mended(text), None, "{text}");
        }
    }

    fn described(version: &str) -> Described {
        Described {
            edition: None,
            service: "vod".to_owned(),
            version: version.to_owned(),
            actions: Default::default(),
            types: Default::default(),
        }
    }

    fn calls(input: &str) -> Calls {
        let calls = json!({ "SearchMediaBySemantics": [{ "input": input, "output": "{}" }] });
        crate::import::examples::read(&calls.to_string()).expect("examples")
    }

    #[test]
    fn a_repair_of_what_is_whole_is_stale() {
        let mut broken = calls("{\n\"Text\": \"a\"\n    \"Limit\": 1\n}");
        apply(&described("2018-07-17"), &mut broken).expect("it applies");
        let refusals = apply(&described("2018-07-17"), &mut broken).expect_err("it is stale");
        let shown = refusals[0].to_string();
        assert!(shown.contains("`SearchMediaBySemantics`"), "{shown}");
        assert!(shown.contains("no longer applies"), "{shown}");
        apply(&described("2024-07-18"), &mut broken).expect("another version");
    }
}
