//! What was reported about other SDKs, HTTP clients and generators, tried here: one file a kind of fault, each
//! test with the report that it comes from, where there is a public one.

mod disguised_errors;
mod forms;
mod values;
