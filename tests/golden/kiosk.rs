//! The code of `codegen`'s golden `kiosk`, a service with everything that the generator knows: it compiles
//! without a warning, and does what it should.

#![deny(warnings)]
#![allow(dead_code, reason = "nobody uses everything that is generated")]

#[rustfmt::skip]
#[path = "../../codegen/tests/data/golden/kiosk/expected/mod.rs"]
mod generated;

pub use generated::*;

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use v2020_01_01::{
    AwkwardNames, Category, CreateOrderRequest, CreateOrderResponse, DescribeOrdersRequest,
    DescribeOrdersResponse, Everything, Nothing, OnOff, OrderItem, Owner, RegisterClientRequest,
    State,
};
use vod_sdk::action::{Action as _, RetryClass};
use vod_sdk::{Call, Client, wire};

/// A value is written as this JSON, and read from it.
#[track_caller]
fn check_both_ways<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, json: Value) {
    assert_eq!(serde_json::to_value(value).unwrap(), json);
    assert_eq!(&serde_json::from_value::<T>(json).unwrap(), value);
}

#[test]
fn every_type_of_value_is_written_and_read() {
    let item = OrderItem::new("A-1", 2).unit_price(0.5).r#type("food");
    let value = Everything::new()
        .text("t")
        .signed(-1)
        .unsigned(u64::MAX)
        .ratio(1.5)
        .flag(false)
        .created_at("2020-01-01T00:00:00Z")
        .texts(["a", "b"])
        .signed_list([-1, 1])
        .ratios([0.5])
        .flags([true, false])
        .days(Vec::<String>::new())
        .item(item.clone())
        .items([item])
        .gift(true)
        .states(["on-hold", "new"])
        .last(State::ThirdParty)
        .number(Some(u64::MAX));
    let item = json!({ "Sku": "A-1", "Quantity": 2, "UnitPrice": 0.5, "Type": "food" });
    let json = json!({
        "Text": "t", "Signed": -1, "Unsigned": u64::MAX, "Ratio": 1.5, "Flag": false,
        "CreatedAt": "2020-01-01T00:00:00Z", "Texts": ["a", "b"], "SignedList": [-1, 1],
        "Ratios": [0.5], "Flags": [true, false], "Days": [], "Item": item, "Items": [item],
        "Gift": "ON", "States": ["on-hold", "new"], "Last": "3rd_party",
        "Number": "18446744073709551615",
    });
    check_both_ways(&value, json);
}

#[test]
fn a_plain_field_of_a_request_is_sent_if_it_says_something() {
    let empty = Everything::new();
    assert_eq!((empty.marks.len(), empty.rank), (0, 0));
    check_both_ways(&empty, json!({}));
    let value = empty.marks(["a"]).rank(-1);
    check_both_ways(&value, json!({ "Marks": ["a"], "Rank": -1 }));
}

#[test]
fn an_open_set_knows_its_values_and_keeps_the_others() {
    for (text, state) in [
        ("open", Some(State::Open)),
        ("on-hold", Some(State::OnHold)),
        ("3rd_party", Some(State::ThirdParty)),
        ("DONE", Some(State::DoneInCapitals)),
        ("done", Some(State::Done)),
        ("unknown", Some(State::Unknown)),
        ("Done", None),
        ("", None),
    ] {
        let read = State::from(text);
        assert_eq!(read.is_known(), state.is_some(), "{text}");
        assert_eq!(state.unwrap_or_else(|| text.to_owned().into()), read);
        assert_eq!((read.as_str(), read.to_string().as_str()), (text, text));
        assert!(read == text && read == *text && read != "else");
        assert_eq!(String::from(read.clone()), text);
        check_both_ways(&read, json!(text));
        check_both_ways(&Everything::new().last(read), json!({ "Last": text }));
    }
    assert_eq!(State::default(), State::from(""));
    assert_eq!(
        format!("{:?} {:?}", State::Open, State::from("x")),
        r#"Open Unrecognized("x")"#
    );
    assert_eq!(format!("{:>8}|", State::Open), "    open|");
    let by_state = std::collections::HashMap::from([(State::Done, 1), ("new".into(), 2)]);
    assert_eq!(by_state.get(&State::from("new")), Some(&2));

    for (switch, is_on) in [
        (OnOff::On, Some(true)),
        ("OFF".into(), Some(false)),
        ("on".into(), None),
    ] {
        assert_eq!(switch.as_bool(), is_on);
        assert_eq!(is_on.map_or("on".into(), OnOff::from), switch);
    }
}

#[test]
fn an_open_set_is_read_as_leniently_as_a_text() {
    let read = |json: Value| {
        let json = json!({ "Last": json, "States": [json] });
        serde_json::from_value::<Everything>(json).unwrap()
    };
    for (json, text) in [
        (json!(7), "7"),
        (json!(true), "true"),
        (json!({ "a": [1] }), r#"{"a":[1]}"#),
        (json!([1, "b"]), r#"[1,"b"]"#),
    ] {
        let read = read(json);
        assert_eq!(read.last.unwrap(), text);
        assert_eq!(read.states.unwrap()[0], text);
    }
    let read = read(json!(null));
    assert_eq!((read.last, read.states), (None, Some(Vec::new())));
}

#[test]
fn names_are_those_of_the_api_on_the_wire() {
    let value = AwkwardNames::new()
        .self_("a")
        .r#match("b")
        .new_("c")
        .add(1)
        ._3d_model("d")
        .x_forwarded_for("e")
        .etag("f")
        .ipv6_list(["::1"])
        .api_key_ids([7])
        .tehd_config(Nothing::new());
    let json = json!({
        "Self": "a", "Match": "b", "New": "c", "Add": 1, "3DModel": "d", "x-forwarded-for": "e",
        "ETag": "f", "IPv6List": ["::1"], "APIKeyIDs": [7], "TEHDConfig": {},
    });
    check_both_ways(&value, json);
}

#[test]
fn types_that_contain_themselves_are_written_and_read() {
    let root = Category::new("all", Owner::new().name("ann"));
    let value = Category::new("some", Owner::new().favourite(root.clone()))
        .parent(root)
        .children([]);
    let root = json!({ "Title": "all", "Owner": { "Name": "ann" } });
    let json = json!({
        "Title": "some", "Parent": root, "Children": [], "Owner": { "Favourite": root },
    });
    check_both_ways(&value, json);
}

#[test]
fn types_may_be_called_as_something_else() {
    let client = v2020_01_01::Client::new().name(v2020_01_01::String::new("ann").words(["a"]));
    let value =
        RegisterClientRequest::new(client, "555").nicknames([v2020_01_01::String::new("n")]);
    let json = json!({
        "Client": { "Name": { "Text": "ann", "Words": ["a"] } },
        "Phone": "555",
        "Nicknames": [{ "Text": "n" }],
    });
    check_both_ways(&value, json);
}

#[test]
fn arguments_keep_the_order_of_new() {
    let value = CreateOrderRequest::new(OrderItem::new("A-1", 1), "lunch", []);
    let json =
        json!({ "OrderName": "lunch", "Item": { "Sku": "A-1", "Quantity": 1 }, "Extras": [] });
    check_both_ways(&value, json);
}

#[test]
#[allow(deprecated)]
fn an_argument_that_is_no_longer_required_stays_an_argument() {
    let value = v2020_01_01::MoveRequest::new("o-1", 3);
    assert_eq!(value.shelf, Some(3));
    let read: v2020_01_01::MoveRequest =
        serde_json::from_value(json!({ "OrderId": "o-1" })).unwrap();
    assert_eq!(read.shelf, None);
}

#[test]
fn a_request_is_read_without_what_is_required() {
    let read: DescribeOrdersRequest = serde_json::from_value(json!({})).unwrap();
    assert_eq!(read.day, None);
    assert_eq!(read, DescribeOrdersRequest::default());
}

#[test]
fn a_response_is_read_without_what_is_required_in_requests() {
    let json = json!({
        "OrderId": "o-1",
        "Receipt": { "Lines": [{ "Remark": null }], "Copy": { "Total": 3 }, "Codes": null },
        "Warnings": null,
    });
    let response: CreateOrderResponse = serde_json::from_value(json).unwrap();
    let receipt = response.receipt.unwrap();
    assert_eq!(receipt.lines[0].sku, None);
    assert_eq!(receipt.copy.unwrap().total, 3.0);
    assert!(receipt.codes.is_empty() && response.warnings.is_empty());
    assert_eq!(response.request_id, "");
}

#[test]
fn the_actions_are_known() {
    let actions: Vec<_> = ACTIONS
        .iter()
        .map(|action| {
            (
                action.version,
                action.name,
                action.method.unwrap_or("by send"),
            )
        })
        .collect();
    let expected = [
        ("2020-01-01", "CreateOrder", "create_order"),
        ("2020-01-01", "DescribeOrders", "describe_orders"),
        ("2020-01-01", "ListRobots", "list_robots"),
        ("2020-01-01", "Move", "move"),
        ("2020-01-01", "Ping", "ping"),
        ("2020-01-01", "Ping_", "ping_again"),
        ("2020-01-01", "PutSettings", "put_settings"),
        ("2020-01-01", "RegisterClient", "register_client"),
        ("2020-01-01", "Send", "send_"),
        ("2021-06-30", "DescribeOrders", "by send"),
        ("2021-06-30", "DescribeShelves", "describe_shelves"),
    ];
    assert_eq!(actions, expected);
    let create = ACTIONS[0];
    assert_eq!(
        (create.retry, create.requests_per_second),
        (RetryClass::SessionId, Some(20))
    );
    assert_eq!(
        create.error_codes,
        ["FailedOperation", "InternalError.", "LimitExceeded.SYS_ERR"]
    );
}

#[test]
fn every_action_has_its_method() {
    let client = client(&vod_sdk::mock::Script::of::<Kiosk>());
    let _: Call<'_, v2020_01_01::SendRequest> = client.send_(&v2020_01_01::SendRequest::new());
    let _: Call<'_, DescribeOrdersRequest> =
        client.describe_orders(&DescribeOrdersRequest::new("2020-01-01"));
    let _: Call<'_, v2021_06_30::DescribeOrdersRequest> =
        client.send(&v2021_06_30::DescribeOrdersRequest::new());
}

#[test]
fn the_error_codes_are_sorted_and_each_has_its_variant() {
    let codes: Vec<_> = generated::error_code::ERROR_CODES
        .iter()
        .map(|known| known.code)
        .collect();
    assert!(codes.is_sorted() && codes.len() == ErrorCode::ALL.len());
    let variants: Vec<_> = ErrorCode::ALL
        .iter()
        .map(|code| format!("{code:?}"))
        .collect();
    for (code, variant) in [
        ("InternalError.", "InternalErrorDot"),
        ("InvalidParameter.Value", "InvalidParameterDotValue"),
        ("InvalidParameterValue", "InvalidParameterValue"),
        ("LimitExceeded.SYS_ERR", "LimitExceededSYSERR"),
    ] {
        let index = codes.iter().position(|known| *known == code).unwrap();
        assert_eq!(variants[index], variant);
        assert_eq!(ErrorCode::ALL[index] as usize, index);
    }
}

#[test]
fn limits_of_requests_are_known() {
    use wire::{Empty, Limit, ObjectView};
    let limits = DescribeOrdersRequest::empty().limits();
    let expected = [
        ("Day", Limit::Required),
        ("OrderIds", Limit::MaxItems(100)),
        ("OrderIds", Limit::MaxChars(36)),
    ];
    assert_eq!(limits, expected);
    assert_eq!(DescribeOrdersResponse::empty().limits(), []);
}

#[tokio::test]
async fn the_mock_server_is_the_service() {
    let server = vod_sdk::mock::MockServer::builder()
        .service::<Kiosk>()
        .start()
        .await;
    let client = vod_sdk::Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .build_for::<Kiosk>()
        .unwrap();
    let item = OrderItem::new("A-1", 2);
    let order = CreateOrderRequest::new(item, "a", []).session_id("once");
    let response = client.create_order(&order).await.unwrap();
    assert_eq!(response.order_id, "o-1");

    let error = client.create_order(&order).await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidParameterValue.SessionId"));
    let error = client
        .call(
            "CreateOrder",
            "2020-01-01",
            &json!({ "Item": { "Sku": "A" , "Quantity": 1 }, "OrderName": "a", "Extras": [], "Category": { "Title": "a", "Children": [{ "Title": "b", "Children": 1 }] } }),
        )
        .await
        .unwrap_err();
    assert!(
        error.message().contains("Category.Children.0.Children"),
        "{error}"
    );
    assert_eq!(
        server.requests()[0].header("x-tc-version"),
        Some("2020-01-01")
    );
}

#[tokio::test]
async fn an_error_is_classified_by_the_codes_of_the_service() {
    let script = vod_sdk::mock::Script::of::<Kiosk>();
    script.respond(
        "Ping",
        vod_sdk::mock::Response::error("LimitExceeded.SYS_ERR", "Not now."),
    );
    let request = v2020_01_01::PingRequest::new();
    let error = client(&script).ping(&request).await.unwrap_err();
    let code: Option<ErrorCode> = error.code().and_then(|code| code.parse().ok());
    assert_eq!(code, Some(ErrorCode::LimitExceededSYSERR));
    assert!(error.has_code(ErrorCode::LimitExceededSYSERR));
}

fn client(script: &vod_sdk::mock::Script) -> Client<Kiosk> {
    Client::builder()
        .credential(script.credential())
        .transport(script.clone())
        .build_for()
        .unwrap()
}

#[test]
fn json_in_a_string_is_read() {
    use generated::v2020_01_01::{ListRobotsRequest, ListRobotsResponse};
    let request = ListRobotsRequest::new();
    assert!(request.plan_json().is_none());
    let request = request.plan(r#"{"Name":"R2"}"#);
    let owner: Owner = request.plan_json().unwrap().unwrap();
    assert_eq!(owner.name.as_deref(), Some("R2"));
    assert!(request.plan("no JSON").plan_json().unwrap().is_err());

    let response: ListRobotsResponse = serde_json::from_str(r#"{"WakeId":"[1]"}"#).unwrap();
    assert_eq!(response.wake_id_json().unwrap(), serde_json::json!([1]));
}

#[test]
fn what_is_known_of_actions_is_there() {
    use generated::v2020_01_01::{ListRobotsRequest, PingRequest};
    let info = ListRobotsRequest::INFO;
    assert_eq!(
        (info.name, info.area, info.retry),
        ("ListRobots", Some("Orders"), RetryClass::Never)
    );
    assert!(info.signed && !PingRequest::INFO.signed);
}
