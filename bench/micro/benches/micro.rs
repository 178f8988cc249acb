//! Signing, writing and reading, for `cargo bench`: wall-clock time, with divan's statistics.
//!
//! `cargo xtask bench sign` and `decode` compare the same operations in processor time.

use std::fmt;
use std::path::Path;

use bench_micro::{Operation, decode, serialize, sign};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

#[divan::bench(args = names(&signing()))]
fn signing_of(bencher: Bencher<'_, '_>, name: &Name) {
    measure(bencher, signing(), name);
}

#[divan::bench(args = names(&serialize::operations()))]
fn writing_by(bencher: Bencher<'_, '_>, name: &Name) {
    measure(bencher, serialize::operations(), name);
}

#[divan::bench(args = names(&reading(&answer())))]
fn reading_by(bencher: Bencher<'_, '_>, name: &Name) {
    measure(bencher, reading(&answer()), name);
}

fn signing() -> Vec<Operation<'static>> {
    sign::operations().expect("the signatures agree")
}

fn reading(answer: &str) -> Vec<Operation<'_>> {
    decode::operations(answer.as_bytes()).expect("all ways read the same")
}

fn answer() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    bench_answers::large(&root).expect("the spec has the example")
}

/// What an operation is called, with what it is compared with.
#[derive(Debug, PartialEq)]
struct Name(&'static str, &'static str);

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0, self.1)
    }
}

fn names(operations: &[Operation<'_>]) -> Vec<Name> {
    let name = |operation: &Operation<'_>| Name(operation.group, operation.name);
    operations.iter().map(name).collect()
}

fn measure(bencher: Bencher<'_, '_>, operations: Vec<Operation<'_>>, name: &Name) {
    let is_named = |operation: &Operation<'_>| Name(operation.group, operation.name) == *name;
    let mut operation = operations
        .into_iter()
        .find(is_named)
        .expect("it was listed");
    let prepare = operation.prepare.take().unwrap_or_else(|| Box::new(|| ()));
    bencher
        .counter(BytesCount::new(operation.bytes))
        .with_inputs(prepare)
        .bench_local_values(|()| (operation.run)());
}
