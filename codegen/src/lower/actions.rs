//! The actions of a version.

use crate::docs::{Block, code, sentence};
use crate::model::{Action, ErrorCode, Field, Item, Struct, ValueType};
use crate::problem::Place;
use crate::read::{Loaded, Version};
use crate::spec::{ActionFile, Edition, RetryClass};

use super::error_codes::Variants;
use super::expressions::Values;
use super::facts::joined;
use super::fields::{self, FieldList, Owner};
use super::naming::{self, Methods, Named};
use super::problems::Problems;
use super::sources::Sources;
use super::types::Types;
use super::{
    areas, conditions, error_codes, examples, new, paging, repetition, secrets, session, swapped,
    tasks, texts,
};

/// The actions of a version, each checked.
pub(super) fn lower(
    version: &Version,
    error_codes: &[ErrorCode],
    types: &Types<'_>,
    values: Values<'_>,
    sources: &Sources<'_>,
    methods: &mut Methods,
    problems: &mut Problems,
) -> Vec<Action> {
    let files = version.actions.iter();
    let named: Vec<_> = files
        .map(|file| {
            let action = &file.value;
            Named::new(&action.name, action.rust_name.as_deref(), file.file)
        })
        .collect();
    naming::check_distinct("action", &named, problems);
    let variants = Variants::new(version, error_codes, problems);
    let areas_told = areas::missing(version, problems);
    let actions = version.actions.iter().zip(named).map(|(file, named)| {
        let method = methods.take(&named, &version.folder, problems);
        let action = &file.value;
        let mut own = Problems::default();
        check(file, types, &variants, &mut own);
        if !areas_told.contains(action.area.as_deref().unwrap_or_default()) {
            areas::check(version, file, &mut own);
        }
        let request = request(file, types, &variants, &mut own);
        let response = response(file, types, &mut own);
        match swapped::lists(action, &Place::file(file.file)) {
            Some(mistake) => {
                problems.push(mistake);
                swapped::add_others(own, problems);
            }
            None => problems.extend(own, |_| true),
        }
        Action {
            name: action.name.clone(),
            module: named.module,
            summary: sentence(&action.summary),
            area: action.area.clone(),
            has_secret_response: secrets::may_be_in(&action.response, types),
            is_signed: !action.skip_sign,
            deprecated: request.deprecated.clone(),
            method,
            requests_per_second: action.requests_per_second,
            retry: action.retry.unwrap_or(RetryClass::Never),
            retry_unless: repetition::unless(action, types),
            done_codes: action.done_codes.clone(),
            session_id_days: action.session_id_days,
            client_parameters: client_parameters(version, &request),
            always_starts: tasks::always_started(action),
            task_ids: tasks::lower(action, &response),
            paging: paging::lower(action, &response, values.types),
            error_codes: action.error_codes.clone(),
            page: action.page.clone(),
            response,
            example: examples::call(action, &request, values),
            request,
            example_response: examples::response(action),
            source: sources.file(file.file),
            wire_source: sources.other(file.file),
        }
    });
    actions.collect()
}

fn check(
    file: &Loaded<ActionFile>,
    types: &Types<'_>,
    variants: &Variants<'_>,
    problems: &mut Problems,
) {
    let action = &file.value;
    let place = Place::file(file.file);
    texts::page(action.page.as_ref(), &place, problems);
    let codes = place.key("error_codes");
    error_codes::check_list(&action.error_codes, variants, &codes, problems);
    examples::check(action, &place, types, problems);
    session::check(action, &place, types, problems);
    repetition::check(action, variants, &place, types, problems);
    paging::check(action, &place, types, problems);
    tasks::check(action, &place, types, problems);
    if action.requests_per_second == Some(0) {
        let message = "an action that may be called 0 times a second cannot be called";
        problems.add(
            place.key("requests_per_second"),
            message,
            "correct it, or remove it",
        );
    }
    for (index, field) in action.response.iter().enumerate() {
        if field.name == "RequestId" {
            let place = place.key("response").index(index).key("name");
            problems.add(place, "every response has `RequestId` anyway", "remove it");
        }
    }
}

fn request(
    file: &Loaded<ActionFile>,
    types: &Types<'_>,
    variants: &Variants<'_>,
    problems: &mut Problems,
) -> Struct {
    let action = &file.value;
    let place = Place::file(file.file);
    let list = FieldList {
        place: place.key("parameters"),
        owner: Owner::Request,
        name: &action.name,
        fields: &action.parameters,
        pagination: action.pagination.as_ref(),
    };
    let arguments = new::check(&list, &action.new, &place.key("new"), types, problems);
    let fields = fields::lower(&list, types, problems);
    let one_of = place.key("one_of");
    let conditions = conditions::lower(&list, &action.one_of, &one_of, types, problems);
    let siblings = fields::siblings(&fields);
    let mut docs = texts::summary_and_docs(
        &action.summary,
        &action.docs,
        &place,
        &|text| types.links.prose(text, &action.name, &siblings),
        problems,
    );
    docs.push(Block::List(facts(action, types)));
    docs.extend(errors(action, variants));
    Struct {
        name: format!("{}Request", naming::action_name(action)),
        docs,
        deprecated: texts::deprecation(action.deprecated.as_ref(), &place, problems),
        fields,
        conditions,
        builder: Some(new::builder(Owner::Request, arguments)),
        is_strict: true,
    }
}

/// Those of the service that the request has.
fn client_parameters(version: &Version, request: &Struct) -> Vec<(String, bool)> {
    let names = &version.service.value.client_parameters;
    let of_client = names.iter().filter_map(|name| {
        let mut fields = request.fields.iter();
        let field = fields.find(|field| field.wire_name == *name && !field.value.is_list)?;
        let is_text = field.value.item == Item::String || field.is_text;
        Some((name.clone(), is_text))
    });
    of_client.collect()
}

fn facts(action: &ActionFile, types: &Types<'_>) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(rate) = action.requests_per_second {
        let plural = if rate == 1 { "" } else { "s" };
        facts.push(format!("At most {rate} request{plural} a second."));
    }
    facts.push(match (action.retry, action.session_id_days) {
        (Some(RetryClass::Read), _) => {
            let exception = repetition::exception(action, types);
            format!("It only reads: repeating it is safe{exception}.")
        }
        (Some(RetryClass::Idempotent), _) => {
            let exception = repetition::exception(action, types);
            format!(
                "Repeating it is safe{exception}: doing it twice leaves the same state as doing it once."
            )
        }
        (Some(RetryClass::SessionId), days) => {
            let within = match days {
                Some(1) => " within a day".to_owned(),
                Some(days) => format!(" within {days} days"),
                None => String::new(),
            };
            format!(
                "Repeating it is safe if `SessionId` is given: the service refuses a second request \
                 with the same id{within}."
            )
        }
        (Some(RetryClass::Never), _) => {
            "Repeating it is not safe: doing it twice is not the same as doing it once.".to_owned()
        }
        (None, _) => {
            "Whether repeating it is safe is not known: it is not repeated after a lost response."
                .to_owned()
        }
    });
    facts.extend((!action.done_codes.is_empty()).then(|| {
        let codes: Vec<String> = action.done_codes.iter().map(|it| code(it)).collect();
        format!(
            "After a lost response, {} means that it was carried out: the error is then of the kind \
             `AnswerLost`.",
            joined(&codes, "or")
        )
    }));
    facts.extend(conditions::sentences(&action.one_of));
    facts.extend(paging::fact(action, types.core));
    facts.extend(tasks::fact(action, types.core));
    facts.extend(action.edition.map(|edition| {
        let site = match edition {
            Edition::International => "www.tencentcloud.com",
            Edition::Mainland => "cloud.tencent.com",
        };
        format!("Only the documentation on {site} has it.")
    }));
    facts.extend(
        action
            .skip_sign
            .then(|| "It is called without a signature.".to_owned()),
    );
    facts.extend(
        action
            .page
            .as_ref()
            .map(|page| format!("Official page: <{page}>")),
    );
    facts
}

/// The documented error codes, as links to what they mean.
fn errors(action: &ActionFile, variants: &Variants<'_>) -> Vec<Block> {
    if action.error_codes.is_empty() {
        return Vec::new();
    }
    let links = action.error_codes.iter();
    let links: Vec<String> = links.filter_map(|code| variants.link(code)).collect();
    vec![
        Block::Heading("Errors"),
        Block::Paragraph(format!("{}.", links.join(", "))),
    ]
}

/// The response; its documentation names the method that answers it, which the emitter prints.
fn response(file: &Loaded<ActionFile>, types: &Types<'_>, problems: &mut Problems) -> Struct {
    let action = &file.value;
    let list = FieldList {
        place: Place::file(file.file).key("response"),
        owner: Owner::Response,
        name: &action.name,
        fields: &action.response,
        pagination: None,
    };
    let mut fields = fields::lower(&list, types, problems);
    fields.push(request_id());
    Struct {
        name: format!("{}Response", naming::action_name(action)),
        docs: Vec::new(),
        deprecated: None,
        fields,
        conditions: Vec::new(),
        builder: None,
        is_strict: false,
    }
}

fn request_id() -> Field {
    Field {
        wire_name: "RequestId".to_owned(),
        name: "request_id".to_owned(),
        docs: vec![Block::Paragraph(
            "Id of the request, to quote when reporting a problem.".to_owned(),
        )],
        setter_docs: Vec::new(),
        deprecated: None,
        value: ValueType {
            item: Item::String,
            is_list: false,
        },
        json: None,
        is_text: false,
        is_optional: false,
        is_left_out_if_empty: false,
        is_boxed: false,
        is_required: false,
        is_secret: false,
        max_chars: None,
        max_items: None,
    }
}
