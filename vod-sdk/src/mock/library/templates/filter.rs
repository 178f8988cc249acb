//! Which templates a list shows.

use serde_json::Value;

use super::family::Family;
use crate::mock::library::given::{Given, is_same};
use crate::mock::part::Call;

/// What parameters of a list are that are no filters.
const OTHERS: [&str; 5] = ["SubAppId", "Offset", "Limit", "Sort", "SortBy"];

/// Whether a template has what each filter of a request asks for.
pub(super) fn matches(template: &Value, family: &Family, call: &Call<'_>) -> bool {
    let parameters = call.parameters.as_object().into_iter().flatten();
    let mut filters = parameters.filter(|(name, _)| !OTHERS.contains(&name.as_str()));
    filters.all(|(name, wanted)| match wanted {
        Value::Null => true,
        // `Definitions` or `Names`.
        Value::Array(ids) => {
            ids.is_empty() || ids.iter().any(|id| is_same(id, &template[family.key]))
        }
        wanted => wanted == "" || has(template, name, wanted.as_str().unwrap_or_default()),
    })
}

/// Whether a template has the value of a field; a few values describe other fields.
fn has(template: &Value, name: &str, wanted: &str) -> bool {
    let template = Given(template);
    let enhance = template.object("EnhanceConfig");
    match name {
        "TEHDType" => {
            let kind = template.object("TEHDConfig").text("Type");
            let is_tehd = kind.is_some_and(|kind| kind.starts_with("TEHD"));
            is_tehd == (wanted == "TEHD")
        }
        "EnhanceType" => {
            let has = |name| enhance.value(name).is_object();
            let (video, audio) = (has("VideoEnhance"), has("AudioEnhance"));
            match wanted {
                "VideoEnhance" => video && !audio,
                "AudioEnhance" => audio && !video,
                "AudioVideoEnhance" => video && audio,
                "AnyEnhance" => video || audio,
                _ => !video && !audio,
            }
        }
        "EnhanceScenarioType" => enhance.object("VideoEnhance").text(name) == Some(wanted),
        _ => template.text(name) == Some(wanted),
    }
}
