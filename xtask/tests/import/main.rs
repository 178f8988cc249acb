//! From descriptions of invented services to the files of a spec.

mod chores;
mod documented;
mod error_codes;
mod examples;
mod golden;
mod hostile;
mod marks;
mod merging;
mod refusals;
mod support;
