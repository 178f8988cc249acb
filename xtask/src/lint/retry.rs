//! Whether a call may be repeated, and what the action's name and fields say about it.

use vod_codegen::problem::{Place, code};
use vod_codegen::read::Version;
use vod_codegen::spec::{ActionFile, Field, RetryClass};

use super::findings::Findings;
use super::{Rule, Severity};

pub(super) const RETRY_CLASS: Rule = Rule {
    name: "retry-class",
    about: "A `retry` that the action's name contradicts, or the task that it starts: what is called \
            Describe or List reads, what is called Create, Delete or Modify does not.",
    severity: Severity::Error,
};

pub(super) const BILLED_REPETITION: Rule = Rule {
    name: "billed-repetition",
    about: "An action whose documentation says that a call is billed, and whose `retry` lets the client \
            repeat it without a `SessionId`. Write `never`.",
    severity: Severity::Error,
};

pub(super) const ADDING_TWICE: Rule = Rule {
    name: "adding-twice",
    about: "An action that adds or inserts objects which nothing identifies, and whose `retry` says that \
            twice is the same as once. Write `never`, or name what adds them in `retry_unless`.",
    severity: Severity::Error,
};

pub(super) const SESSION_WINDOW: Rule = Rule {
    name: "session-window",
    about: "An action that takes a `SessionId`, and is never repeated all the same. Write `session_id` as \
            its `retry`, and for how many days the service remembers an id.",
    severity: Severity::Error,
};

pub(super) const UNNAMED_TASK: Rule = Rule {
    name: "unnamed-task",
    about: "A field of a response with the id of a task that `task_ids` does not name.",
    severity: Severity::Error,
};

pub(super) const UNNAMED_DONE_CODE: Rule = Rule {
    name: "unnamed-done-code",
    about: "An error code of an action that is repeated, which after a lost response means that the action was carried \
            out: what it was to delete is not found, or its change is being deployed. Name it in `done_codes`.",
    severity: Severity::Error,
};

pub(super) const UNDECIDED_RETRY: Rule = Rule {
    name: "undecided-retry",
    about: "An action without `retry`. Decide whether a call whose outcome is unknown may be repeated; \
            until then it is not repeated.",
    severity: Severity::Error,
};

/// Name prefixes of read-only actions.
const READING: &[&str] = &["Describe", "Get", "List", "Search", "Query", "Count"];

/// Name prefixes of actions that change something.
const CHANGING: &[&str] = &[
    "Add", "Apply", "Attach", "Cancel", "Clone", "Close", "Commit", "Confirm", "Copy", "Create",
    "Delete", "Disable", "Edit", "Enable", "Execute", "Forbid", "Import", "Manage", "Modify",
    "Move", "Process", "Push", "Put", "Rebuild", "Refresh", "Remove", "Reset", "Restore", "Resume",
    "Set", "Start", "Stop", "Update", "Upload",
];

/// Actions that create nothing which a second call would double, though their names say that they do.
const NOT_CREATING: &[(&str, RetryClass)] = &[
    // Names the record that proves a domain; asking again only asks again.
    ("CreateDomainVerifyRecord", RetryClass::Idempotent),
    // Issues temporary credentials, as STS does.
    ("CreateStorageCredentials", RetryClass::Read),
    // Opens a region that the request names; it is open or it is not.
    ("CreateStorageRegion", RetryClass::Idempotent),
];

/// Checks every action of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    for file in &version.actions {
        let (action, place) = (&file.value, Place::file(file.file));
        match action.retry {
            Some(retry) => check_decided(version, action, retry, &place, findings),
            // That the days are there and the class is not, is an error of the spec.
            None if action.session_id_days.is_some() => {}
            None => check_undecided(action, &place, findings),
        }
        check_tasks(action, &place, findings);
    }
}

fn check_undecided(action: &ActionFile, place: &Place, findings: &mut Findings) {
    let message = format!(
        "whether {} may be repeated is not decided",
        code(&action.name)
    );
    let takes_session_id = action.parameters.iter().any(is_session_id);
    let hint = if takes_session_id {
        "add \"retry\": \"session_id\", and `session_id_days`: the days that the service remembers an id"
    } else {
        "add `retry`: \"read\", \"idempotent\" or \"never\""
    };
    findings.add(&UNDECIDED_RETRY, place.key("name"), message, hint);
}

fn check_decided(
    version: &Version,
    action: &ActionFile,
    retry: RetryClass,
    place: &Place,
    findings: &mut Findings,
) {
    check_class(action, retry, place, findings);
    if is_repeated(retry) {
        check_bill(action, place, findings);
        check_adding(version, action, place, findings);
        check_done(action, place, findings);
    }
    check_session(action, retry, place, findings);
}

fn check_class(action: &ActionFile, retry: RetryClass, place: &Place, findings: &mut Findings) {
    let name = code(&action.name);
    if NOT_CREATING.contains(&(action.name.as_str(), retry)) {
        return;
    }
    let starts_task = !action.task_ids.is_empty();
    // That a key is there which only another class has, is an error of the spec.
    if !action.done_codes.is_empty() && retry != RetryClass::Idempotent {
        return;
    }
    let (message, hint) = match retry {
        RetryClass::Read if begins_with(&action.name, CHANGING) => (
            format!("{name} changes something by its name, and `retry` says that it only reads"),
            "write `idempotent` if twice is the same as once, or else `never`",
        ),
        RetryClass::Read if starts_task => (
            format!("{name} starts a task, and `retry` says that it only reads"),
            "write `session_id` if it takes one, or else `never`",
        ),
        RetryClass::Never if is_billed(action) => return,
        RetryClass::Never | RetryClass::Idempotent
            if begins_with(&action.name, READING) && !starts_task =>
        {
            (
                format!("{name} only reads by its name, and `retry` says otherwise"),
                "write `read`, or name the task that it starts in `task_ids`",
            )
        }
        RetryClass::Idempotent
            if begins_with(&action.name, &["Create"]) && action.done_codes.is_empty() =>
        {
            (
                format!(
                    "{name} creates something, and `retry` says that twice is the same as once"
                ),
                "write `session_id` if it takes one, `done_codes` if the service refuses a second one, or else `never`",
            )
        }
        _ => return,
    };
    findings.add(&RETRY_CLASS, place.key("retry"), message, hint);
}

fn check_done(action: &ActionFile, place: &Place, findings: &mut Findings) {
    let is_deletion = begins_with(&action.name, &["Delete"]);
    for (index, known) in action.error_codes.iter().enumerate() {
        // The user of VOD, which is not what was deleted.
        let is_of_user = known.ends_with(".UserNotExist");
        let is_gone = is_deletion && known.starts_with("ResourceNotFound") && !is_of_user;
        let is_done = is_gone || known.ends_with("StrategyDeploying");
        if is_done && !action.done_codes.contains(known) {
            let message = format!(
                "after a lost response, {} means that it was carried out",
                code(known)
            );
            let hint = "name it in `done_codes`";
            let place = place.key("error_codes").index(index);
            findings.add(&UNNAMED_DONE_CODE, place, message, hint);
        }
    }
}

fn check_bill(action: &ActionFile, place: &Place, findings: &mut Findings) {
    if is_billed(action) {
        let message = "a call is billed, and `retry` lets the client make it twice";
        findings.add(
            &BILLED_REPETITION,
            place.key("retry"),
            message,
            "write `never`",
        );
    }
}

/// Whether the documentation says that a call costs something.
fn is_billed(action: &ActionFile) -> bool {
    let mut words = action.docs.iter().flat_map(|text| text.split(' '));
    words.any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic());
        ["billed", "charged", "fee", "fees"].contains(&word.to_lowercase().as_str())
    })
}

/// Whether the client repeats a call of this class although nothing identifies the request.
fn is_repeated(retry: RetryClass) -> bool {
    matches!(retry, RetryClass::Read | RetryClass::Idempotent)
}

/// Whoever has named what takes the class away has decided about the rest too.
fn check_adding(version: &Version, action: &ActionFile, place: &Place, findings: &mut Findings) {
    let adds = |name: &str| begins_with(name, &["Add", "Append", "Insert"]);
    let adding = action.parameters.iter().find(|field| {
        let mut values = version.known_values(field).iter();
        let type_ = &field.type_;
        let is_list_of_objects = type_.is_list && type_.name.starts_with(char::is_uppercase);
        (adds(&field.name) && is_list_of_objects)
            || (field.name.ends_with("Operation")
                && values.any(|known| known.value.as_str().is_some_and(adds)))
    });
    if let Some(field) = adding.filter(|_| action.retry_unless.is_empty()) {
        let message = format!(
            "{} adds objects, and `retry` says that twice is the same as once",
            code(&field.name)
        );
        let hint = "write `never`, or name it in `retry_unless`";
        findings.add(&ADDING_TWICE, place.key("retry"), message, hint);
    }
}

/// Whether a name begins with one of these words, and not with a longer word.
fn begins_with(name: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        let rest = name.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_lowercase()))
    })
}

fn is_session_id(field: &Field) -> bool {
    field.name == "SessionId"
}

fn check_session(action: &ActionFile, retry: RetryClass, place: &Place, findings: &mut Findings) {
    let takes_it = action.parameters.iter().any(is_session_id);
    if takes_it && retry == RetryClass::Never && action.session_id_days.is_none() {
        let message = "it takes a `SessionId`, and `retry` is `never`";
        let hint =
            "write `session_id`, and for how many days an id is remembered in `session_id_days`";
        findings.add(&SESSION_WINDOW, place.key("retry"), message, hint);
    }
}

fn check_tasks(action: &ActionFile, place: &Place, findings: &mut Findings) {
    // A name that is none is an error of the spec: the field is probably meant by it.
    let is_there = |name: &String| action.response.iter().any(|field| field.name == *name);
    if action.retry == Some(RetryClass::Read) || !action.task_ids.iter().all(is_there) {
        return;
    }
    let list = place.key("response");
    for (index, field) in action.response.iter().enumerate() {
        let is_task = ["TaskId", "TaskIds", "TaskIdSet"]
            .iter()
            .any(|ending| field.name.ends_with(ending));
        if is_task && !action.task_ids.contains(&field.name) {
            let name = &field.name;
            let message = format!("`task_ids` does not name {}", code(name));
            let hint = format!("add \"{name}\" to it, if the call has started that task");
            findings.add(&UNNAMED_TASK, list.index(index).key("name"), message, hint);
        }
    }
}
