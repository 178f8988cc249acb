//! Actions whose lists of fields, or whose example calls, stand in each other's place: that is one mistake, and
//! whatever is checked against them fails.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::problem::{Place, Problem, Step};
use crate::spec::{ActionFile, Example, Field};

use super::problems::Problems;

/// The keys of an action in which something is wrong where its lists are.
const AFFECTED: &[&str] = &[
    "parameters",
    "response",
    "examples",
    "new",
    "one_of",
    "pagination",
    "task_ids",
    "retry",
    "retry_unless",
];

/// The one mistake of an action whose `parameters` or `response` has the fields of the other, as far as `new` and the
/// example calls tell.
pub(super) fn lists(action: &ActionFile, file: &Place) -> Option<Problem> {
    let mut requests = action.examples.iter().map(|it| &it.request);
    if requests.any(|request| request.get("RequestId").is_some()) {
        // It is the example that is swapped.
        return None;
    }
    let lists = Lists::of(action);
    let (key, message, hint) = if lists.are_swapped() {
        (
            "parameters",
            "`parameters` has the fields of the response, and `response` those of the request",
            "swap them: `new` and the example calls have them so",
        )
    } else if lists.are_responses() {
        (
            "parameters",
            "`parameters` has the fields of `response`",
            "list the parameters that `new` and the example calls have",
        )
    } else if lists.are_parameters() {
        (
            "response",
            "`response` has the fields of `parameters`",
            "list the fields that the example calls have",
        )
    } else {
        return None;
    };
    Some(Problem::new(file.key(key).itself(), message, hint))
}

/// The one mistake of an example whose request has the fields of the response, and the other way round.
pub(super) fn example(action: &ActionFile, example: &Example, place: &Place) -> Option<Problem> {
    let (parameters, response) = (names(&action.parameters), names(&action.response));
    let request = keys([&example.request]);
    let answer = keys([example.response.as_ref()?]);
    let has_none = |keys: &BTreeSet<_>, names: &BTreeSet<_>| keys.is_disjoint(names);
    let is_swapped = request.is_subset(&response) && answer.is_subset(&parameters);
    let is_wrong = has_none(&request, &parameters) && has_none(&answer, &response);
    let holds_something = !request.is_empty() && !answer.is_empty();
    (is_swapped && is_wrong && holds_something).then(|| {
        let message =
            "`request` has the fields of the response, and `response` those of the request";
        Problem::new(place.clone(), message, "swap them")
    })
}

/// Adds those problems of an action that do not follow from its lists being wrong.
pub(super) fn add_others(of_action: Problems, problems: &mut Problems) {
    let follows = |place: &Place| match place.steps.first() {
        Some(Step::Key(key)) => AFFECTED.contains(&key.as_str()),
        _ => false,
    };
    problems.extend(of_action, |problem| !follows(&problem.place));
}

/// The names in the lists of an action, and those that `new` and the example calls have.
struct Lists<'a> {
    parameters: BTreeSet<&'a str>,
    response: BTreeSet<&'a str>,
    asked: BTreeSet<&'a str>,
    answered: BTreeSet<&'a str>,
    /// Whether a field of one list says what only those of the other can.
    has_marks_of_other: bool,
}

impl<'a> Lists<'a> {
    fn of(action: &'a ActionFile) -> Self {
        let mut asked = keys(action.examples.iter().map(|it| &it.request));
        asked.extend(action.new.iter().map(String::as_str));
        let returned = |it: &Field| it.always_returned || it.nullable;
        Self {
            parameters: names(&action.parameters),
            response: names(&action.response),
            asked,
            answered: keys(action.examples.iter().filter_map(|it| it.response.as_ref())),
            has_marks_of_other: action.parameters.iter().any(returned)
                || action.response.iter().any(|it| it.required),
        }
    }

    fn are_swapped(&self) -> bool {
        let is_wrong =
            !self.asked.is_subset(&self.parameters) || !self.answered.is_subset(&self.response);
        let is_swapped =
            self.asked.is_subset(&self.response) && self.answered.is_subset(&self.parameters);
        is_wrong && is_swapped && (self.has_marks_of_other || !self.answered.is_empty())
    }

    fn are_responses(&self) -> bool {
        self.are_the_same()
            && !self.asked.is_empty()
            && self.asked.is_disjoint(&self.parameters)
            && self.answered.is_subset(&self.response)
    }

    fn are_parameters(&self) -> bool {
        self.are_the_same()
            && !self.answered.is_empty()
            && self.answered.is_disjoint(&self.response)
            && self.asked.is_subset(&self.parameters)
    }

    fn are_the_same(&self) -> bool {
        self.parameters == self.response
    }
}

fn names(fields: &[Field]) -> BTreeSet<&str> {
    fields.iter().map(|field| field.name.as_str()).collect()
}

/// The keys of some objects, without what every response has besides its fields.
fn keys<'a>(objects: impl IntoIterator<Item = &'a Value>) -> BTreeSet<&'a str> {
    let objects = objects.into_iter().filter_map(Value::as_object);
    let keys = objects.flat_map(|it| it.keys().map(String::as_str));
    keys.filter(|key| *key != "RequestId").collect()
}
