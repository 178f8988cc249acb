//! How many items a page has, as the pagination, the parameter of the size and example calls say.

use vod_codegen::problem::{Place, code};
use vod_codegen::read::Version;
use vod_codegen::spec::{ActionFile, Field, Pagination};

use super::findings::Findings;
use super::{Rule, Severity};

pub(super) const PAGE_SIZE: Rule = Rule {
    name: "page-size",
    about: "A default or greatest page size that contradicts the other, the window, the parameter of the size, or an \
            example call.",
    severity: Severity::Error,
};

/// Checks every action of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    for file in &version.actions {
        let (action, place) = (&file.value, Place::file(file.file));
        let Some(pagination) = &action.pagination else {
            continue;
        };
        let size = pagination.size.as_ref();
        let mut parameters = action.parameters.iter();
        let parameter = parameters.find(|field| Some(&field.name) == size);
        let at = place.key("pagination");
        // What contradicts the parameter contradicts the rest as well.
        let is_right = parameter.is_none_or(|it| check_parameter(pagination, it, &at, findings));
        check_window(pagination, &at, findings);
        if is_right && check_pair(pagination, &at, findings) {
            let most = parameter.and_then(|it| it.range?.max);
            check_calls(action, pagination, most, &place, findings);
        }
    }
}

/// Compares with the parameter of the size, and returns whether they agree.
fn check_parameter(
    pagination: &Pagination,
    parameter: &Field,
    place: &Place,
    findings: &mut Findings,
) -> bool {
    let (default, max) = (pagination.default_size, pagination.max_size);
    let default_there = parameter.default.as_ref().and_then(|it| it.as_f64());
    let max_there = parameter.range.and_then(|range| range.max);
    let stated = [
        ("default_size", default, "default", default_there),
        ("max_size", max, "range", max_there),
    ];
    let mut is_right = true;
    for (key, here, other_key, there) in stated {
        if let (Some(here), Some(there)) = (here, there)
            && f64::from(here) != there
            && here > 0
        {
            let message = format!(
                "`{key}` is {here}, and {} says {there} in its `{other_key}`",
                code(&parameter.name)
            );
            findings.add(&PAGE_SIZE, place.key(key), message, "correct one of them");
            is_right = false;
        }
    }
    is_right
}

/// Compares the default with the most, and returns whether they agree.
fn check_pair(pagination: &Pagination, place: &Place, findings: &mut Findings) -> bool {
    let (Some(default), Some(max)) = (pagination.default_size, pagination.max_size) else {
        return true;
    };
    // A page of nothing is out of scale.
    let is_right = default <= max || max == 0;
    if !is_right {
        let message = format!("a page has {default} items by default, and {max} at most");
        let place = place.key("default_size");
        findings.add(&PAGE_SIZE, place, message, "correct one of them");
    }
    is_right
}

/// Compares the most items of a page with the most of the whole list.
fn check_window(pagination: &Pagination, place: &Place, findings: &mut Findings) {
    let sizes = pagination.window.zip(pagination.max_size);
    if let Some((window, max)) = sizes.filter(|(window, max)| window < max) {
        let message = format!("a page has {max} items at most, and all pages together {window}");
        let place = place.key("window");
        findings.add(&PAGE_SIZE, place, message, "correct one of them");
    }
}

/// Finds example calls that ask for more than a page has; what breaks the range of the parameter is told as that.
fn check_calls(
    action: &ActionFile,
    pagination: &Pagination,
    most: Option<f64>,
    place: &Place,
    findings: &mut Findings,
) {
    let (Some(size), Some(max)) = (&pagination.size, pagination.max_size.filter(|max| *max > 0))
    else {
        return;
    };
    for (index, example) in action.examples.iter().enumerate() {
        let asked = example.request.get(size).and_then(|it| it.as_f64());
        let is_too_much =
            |asked: &f64| *asked > f64::from(max) && most.is_none_or(|most| *asked <= most);
        if let Some(asked) = asked.filter(is_too_much) {
            let place = place.key("examples").index(index).key("request").key(size);
            let message = format!("this asks for {asked} items, and a page has {max} at most");
            findings.add(&PAGE_SIZE, place, message, "correct one of them");
        }
    }
}
