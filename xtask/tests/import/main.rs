//! From descriptions of invented services to the files of a spec.

mod documented;
mod editions;
mod error_codes;
mod examples;
mod golden;
mod hostile;
mod marks;
mod merging;
mod refusals;
mod support;
