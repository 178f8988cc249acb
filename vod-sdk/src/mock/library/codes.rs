//! The error codes that are documented for an action.

use crate::action::ActionInfo;
use crate::mock::refusal::Refusal;

/// A refusal with the first of some codes that is documented for the action, or else with the common code for what does
/// not exist.
pub(super) fn refusal(info: &ActionInfo, codes: &[&str], message: impl Into<String>) -> Refusal {
    const COMMON: &str = "ResourceNotFound";
    let documented = |wanted: &&str| info.error_codes.iter().find(|code| *code == wanted);
    let code = codes.iter().find_map(documented);
    Refusal::new(code.copied().unwrap_or(COMMON), message)
}

/// The refusal of a call that names a template that does not exist by a parameter.
pub(super) fn no_template(info: &ActionInfo, parameter: &str, id: &str) -> Refusal {
    let own = format!("InvalidParameterValue.{parameter}");
    let codes = [
        "ResourceNotFound.TemplateNotExist",
        "ResourceNotFound",
        "InvalidParameter.ProcedureNameNotExist",
        &own,
        "InvalidParameterValue",
        "InvalidParameter",
    ];
    refusal(
        info,
        &codes,
        format!("There is no template with the {parameter} {id}."),
    )
}

/// The refusal of a call that names a media file that does not exist.
pub(super) fn no_file(info: &ActionInfo, id: &str) -> Refusal {
    let codes = [
        "ResourceNotFound.FileNotExist",
        "ResourceNotFound",
        "InvalidParameterValue.FileId",
        "InvalidParameterValue",
        "InvalidParameter",
        "FailedOperation",
    ];
    let message = format!(
        "There is no media file {id} in the application: a test adds one with `Library::add_media`."
    );
    refusal(info, &codes, message)
}
