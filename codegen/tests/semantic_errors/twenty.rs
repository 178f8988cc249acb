//! Twenty mistakes in one spec: all of form are said in one run, and then all of meaning in the next.

use crate::base::{Case, Change, change, said_of, spec};

/// A change that is a mistake in its own line: the file, what is replaced by what, and where it is said.
type Mistake = (&'static str, &'static str, &'static str, &'static str);

const OF_FORM: &[Mistake] = &[
    (
        "2020-01-01/service.json",
        "\"Housekeeping\"]\n",
        "\"Housekeeping\"],\n",
        "8:53: this is not JSON: trailing commas are not allowed",
    ),
    (
        "2020-01-01/types/Receipt.json",
        "\"summary\"",
        "\"sumary\"",
        "3:3: unknown key `sumary`",
    ),
    (
        "2020-01-01/types/OrderItem.json",
        "\"max_chars\": 12",
        "\"max_chars\": \"12\"",
        "18:20: expected an integer of at least 0, found a string",
    ),
    (
        "2020-01-01/types/Owner.json",
        "\"name\": \"Owner\"",
        "\"name\": \"Ownr\"",
        "2:11: the type `Ownr` has a different name from its file",
    ),
    (
        "2020-01-01/actions/Ping.json",
        "\"retry\": \"read\"",
        "\"retry\": \"raed\"",
        "6:12: unknown value `raed`",
    ),
    (
        "2021-06-30/types/Shelf.json",
        "      \"name\": \"Name\",\n",
        "",
        "5:5: the key `name` is missing",
    ),
    (
        "2021-06-30/error_codes.json",
        "\"code\": \"ResourceNotFound.Shelf\"",
        "\"code\": \"ResourceNotFound.Shelf\", \"code\": \"Again\"",
        "36:41: the key `code` is repeated",
    ),
];

const OF_MEANING: &[Mistake] = &[
    (
        "2020-01-01/service.json",
        "https://kiosk.example.com/docs",
        "kiosk.example.com/docs",
        "6:11: `kiosk.example.com/docs` is not the address of a page",
    ),
    (
        "2020-01-01/types/Receipt.json",
        "\"type\": \"[int64]\"",
        "\"type\": \"[int46]\"",
        "29:15: the type `int46` is unknown",
    ),
    (
        "2020-01-01/types/OrderItem.json",
        "\"default\": \"paper\"",
        "\"default\": 1",
        "50:18: `Type` is text, and this is the number 1",
    ),
    (
        "2020-01-01/actions/Ping.json",
        "\"area\": \"Housekeeping\"",
        "\"area\": \"Houskeeping\"",
        "4:11: the area `Houskeeping` is not in `service.json`",
    ),
    (
        "2021-06-30/service.json",
        "\"endpoint\": \"kiosk.example.com\"",
        "\"endpoint\": \"other.example.com\"",
        "5:15: the endpoint is `other.example.com` here and `kiosk.example.com` in the oldest version",
    ),
    (
        "2020-01-01/error_codes.json",
        "\"code\": \"InvalidParameter.Value\"",
        "\"code\": \"FailedOperation\"",
        "41:15: the error code `FailedOperation` is repeated",
    ),
    (
        "2020-01-01/actions/CreateOrder.json",
        "\"InternalError.\"",
        "\"InternalErorr.\"",
        "79:5: the error code `InternalErorr.` is not in `error_codes.json`",
    ),
    (
        "2020-01-01/actions/CreateOrder.json",
        "\"OrderName\": \"lunch\"",
        "\"OrderNmae\": \"lunch\", \"OrderName\": \"lunch\"",
        "90:9: `OrderNmae` is not a field of the request of `CreateOrder`",
    ),
    (
        "2020-01-01/actions/ListRobots.json",
        "[\"WakeId\"]",
        "[\"TaskId\"]",
        "16:16: there is no field `TaskId` here",
    ),
    (
        "2020-01-01/actions/Send.json",
        "\"requests_per_second\": 1",
        "\"requests_per_second\": 0",
        "4:26: an action that may be called 0 times a second cannot be called",
    ),
    (
        "2020-01-01/actions/Move.json",
        "    \"Shelf\"\n",
        "    \"Shlef\"\n",
        "8:5: `Shlef` is not a parameter of `Move`",
    ),
    (
        "2020-01-01/actions/DescribeOrders.json",
        "\"name\": \"Names\"",
        "\"name\": \"Orders\"",
        "67:15: the field `Orders` is repeated",
    ),
    (
        "2020-01-01/types/Everything.json",
        "\"min\": 0.5",
        "\"min\": 2.5",
        "27:16: the range begins at 2.5 and ends at 1.5: nothing is in it",
    ),
];

#[test]
fn mistakes_of_form_are_said_at_once_and_then_those_of_meaning() {
    let all: Vec<Mistake> = OF_FORM.iter().chain(OF_MEANING).copied().collect();
    assert_eq!(all.len(), 20);
    assert_eq!(said_of_spec_with(&all), expected(OF_FORM));
    assert_eq!(said_of_spec_with(OF_MEANING), expected(OF_MEANING));
}

fn said_of_spec_with(mistakes: &[Mistake]) -> Vec<String> {
    let mut files = spec();
    for (file, from, to, said) in mistakes {
        let mistake = Case {
            name: said,
            file,
            change: Change::Replace(from, to),
            said: &[],
        };
        change(&mut files, &mistake);
    }
    let said = said_of(&files, "twenty mistakes").into_iter();
    let mut said: Vec<String> = said.filter(|line| !line.starts_with("hint: ")).collect();
    said.sort();
    said
}

fn expected(mistakes: &[Mistake]) -> Vec<String> {
    let said = mistakes.iter();
    let mut said: Vec<String> = said
        .map(|(file, _, _, said)| format!("{file}:{said}"))
        .collect();
    said.sort();
    said
}
