//! What a repeated call would do, besides its retry class: parameters that take the class away, and codes that say
//! that an earlier attempt was carried out.

use crate::docs::code;
use crate::nearest;
use crate::problem::Place;
use crate::spec::{ActionFile, RetryClass};

use super::error_codes::{self, Variants};
use super::facts::joined;
use super::problems::Problems;
use super::types::Types;

/// Checks that both suit the action.
pub(super) fn check(
    action: &ActionFile,
    variants: &Variants<'_>,
    place: &Place,
    types: &Types<'_>,
    problems: &mut Problems,
) {
    check_unless(action, &place.key("retry_unless"), types, problems);
    check_done(action, variants, &place.key("done_codes"), problems);
}

fn check_unless(action: &ActionFile, place: &Place, types: &Types<'_>, problems: &mut Problems) {
    if !action.retry_unless.is_empty() && action.retry.is_some() && !is_safe(action) {
        let message = "`retry_unless` is for actions whose `retry` is `read` or `idempotent`";
        problems.add(
            place.clone().itself(),
            message,
            "remove it, or correct `retry`",
        );
    }
    for (name, values) in &action.retry_unless {
        let place = place.key(name);
        let mut parameters = action.parameters.iter();
        let Some(parameter) = parameters.find(|parameter| parameter.name == *name) else {
            let names = action.parameters.iter().map(|it| it.name.as_str());
            let hint = nearest::hint(name, names, "name a parameter of the action");
            let message = format!("there is no parameter `{name}` here");
            problems.add(place.itself(), message, hint);
            continue;
        };
        let known = types.version.known_values(parameter).iter();
        let known: Vec<&str> = known.filter_map(|it| it.value.as_str()).collect();
        for (index, value) in values.iter().enumerate() {
            if !known.contains(&value.as_str()) {
                let message = format!("`{value}` is no known value of `{name}`");
                let known = known.iter().copied();
                let hint = nearest::hint(value, known, "list it in the parameter's `values`");
                problems.add(place.index(index), message, hint);
            }
        }
    }
}

fn check_done(
    action: &ActionFile,
    variants: &Variants<'_>,
    place: &Place,
    problems: &mut Problems,
) {
    // Without `retry`, that is what lint asks for.
    let is_other = action
        .retry
        .is_some_and(|retry| retry != RetryClass::Idempotent);
    if !action.done_codes.is_empty() && is_other {
        let message = "`done_codes` is for actions whose `retry` is `idempotent`: no other call changes \
                       something and is repeated after a lost response";
        problems.add(
            place.clone().itself(),
            message,
            "remove it, or correct `retry`",
        );
    }
    error_codes::check_list(&action.done_codes, variants, place, problems);
}

fn is_safe(action: &ActionFile) -> bool {
    matches!(
        action.retry,
        Some(RetryClass::Read | RetryClass::Idempotent)
    )
}

/// The parameters, each with the known values with which the class stays; none if any value takes it away. A value that
/// nobody knows yet takes it away too.
pub(super) fn unless(action: &ActionFile, types: &Types<'_>) -> Vec<(String, Vec<String>)> {
    let unless = action.retry_unless.iter();
    let unless = unless.map(|(name, values)| {
        let parameter = action.parameters.iter().find(|it| it.name == *name);
        let known = parameter
            .into_iter()
            .flat_map(|it| types.version.known_values(it));
        let known = known.filter_map(|it| it.value.as_str());
        let harmless =
            known.filter(|value| !values.is_empty() && !values.iter().any(|it| it == value));
        (name.clone(), harmless.map(str::to_owned).collect())
    });
    unless.collect()
}

/// `, unless `AddSubtitles` is given`
pub(super) fn exception(action: &ActionFile, types: &Types<'_>) -> String {
    let cases = unless(action, types).into_iter().map(|(name, harmless)| {
        let name = code(&name);
        if harmless.is_empty() {
            return format!("{name} is given");
        }
        let harmless: Vec<String> = harmless.iter().map(|value| code(value)).collect();
        format!("{name} is another than {}", joined(&harmless, "or"))
    });
    let cases: Vec<String> = cases.collect();
    match cases.is_empty() {
        true => String::new(),
        false => format!(", unless {}", cases.join(", or ")),
    }
}
