//! What was reported about other SDKs, HTTP clients and generators, tried here: one file a kind of fault, each
//! test with the report that it comes from, where there is a public one.

mod causes;
mod certificates;
mod codes;
mod credential_files;
mod disguised_errors;
mod fakes;
mod forms;
mod gateways;
mod headers;
mod in_flight;
mod one_line;
mod proxies;
mod quotes;
mod readme;
mod runtimes;
mod secrets;
mod settings;
mod timeouts;
mod values;
