//! The size of what awaiting a call holds.

use crate::action::Action;
use crate::client::Client;
use crate::credential::Credential;
use crate::v2018_07_17::{DescribeTaskDetailRequest, ExecuteFunctionRequest};
use crate::wire::ObjectSlot;

/// What awaiting a call may take, in bytes, besides its response: it is allocated for every call, and
/// what it holds is moved there.
const BUDGET: usize = 2048;

fn client() -> Client {
    let builder = Client::builder().credential(Credential::new("AKIDEXAMPLE", "the-secret-key"));
    builder.build().unwrap()
}

/// The size of the one box that a call is.
fn size_of_call<A: Action + ObjectSlot>() -> usize {
    let (client, request) = (client(), A::empty());
    let future = client.send(&request).into_future();
    assert_eq!(size_of_val(&future), size_of::<[usize; 2]>(), "a box");
    future.size()
}

#[track_caller]
fn check(name: &str, size: usize, response: usize) {
    println!("{name}: {size} bytes");
    assert!(size <= BUDGET + response, "{name}: {size} bytes");
}

#[test]
fn a_call_is_one_small_box() {
    let response = size_of::<<ExecuteFunctionRequest as Action>::Response>();
    let size = size_of_call::<ExecuteFunctionRequest>();
    check("ExecuteFunction", size, 0);
    let largest = size_of::<<DescribeTaskDetailRequest as Action>::Response>();
    let size_of_largest = size_of_call::<DescribeTaskDetailRequest>();
    check("DescribeTaskDetail", size_of_largest, largest);
    assert_eq!(
        size - response,
        size_of_largest - largest,
        "the same but for the response"
    );

    let parameters = serde_json::json!({});
    let client = client();
    let untyped = client.call("Any", "2018-07-17", &parameters).into_future();
    check("untyped", untyped.size(), 0);
}
