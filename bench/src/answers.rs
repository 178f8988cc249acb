//! The answers as files, for the servers to read.

use std::path::PathBuf;

use crate::Failure;
use crate::setup::Setup;

/// An answer, in a file.
pub(crate) struct Response {
    pub(crate) file: PathBuf,
    pub(crate) bytes: usize,
}

/// An answer to ExecuteFunction.
pub(crate) fn small(setup: &Setup) -> Result<Response, Failure> {
    write(setup, "small.json", &bench_answers::small())
}

/// An answer of 0.9 MB to DescribeMediaInfos.
pub(crate) fn large(setup: &Setup) -> Result<Response, Failure> {
    write(setup, "large.json", &bench_answers::large(&setup.root)?)
}

/// A page of 100 items of a list of 10,000, to DescribeWordSamples.
pub(crate) fn page(setup: &Setup) -> Result<Response, Failure> {
    write(setup, "page.json", &bench_answers::page())
}

fn write(setup: &Setup, name: &str, answer: &str) -> Result<Response, Failure> {
    Ok(Response {
        file: setup.file(name, answer)?,
        bytes: answer.len(),
    })
}
