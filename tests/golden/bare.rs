//! The code of `codegen`'s golden `bare`, a service with next to nothing: it compiles without a warning.

#![deny(warnings)]
#![allow(dead_code, reason = "nobody uses everything that is generated")]

#[rustfmt::skip]
#[path = "../../codegen/tests/data/golden/bare/expected/mod.rs"]
mod generated;

pub use generated::*;

#[test]
fn the_service_is_known() {
    assert_eq!(SERVICE.host, "bare.example.com");
    assert_eq!(ErrorCode::ALL, []);
    let names: Vec<_> = ACTIONS.iter().map(|action| action.name).collect();
    assert_eq!(names, ["Ping"]);
}
