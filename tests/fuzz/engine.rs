//! Feeds inputs to what reads them, on all processors.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use crate::input::Input;
use crate::watch::{self, Watch};

/// How many inputs each reader gets if `FUZZ_INPUTS` does not say.
const USUAL_INPUTS: u64 = 500;
/// The first seed if `FUZZ_SEED` does not say: tests that nobody watches fail by their own fault only.
const USUAL_SEED: u64 = 1;
/// How much memory the process may have. The readers bound what one input takes at 64 MiB.
const MAX_MEMORY_KIB: u64 = 512 * 1024;
/// After how many inputs memory is looked at.
const BATCH: u64 = 256;
/// Of how many inputs some are accepted, and some are not.
const ENOUGH: u64 = 500;

/// Held by the reader that is at work: a panic or memory would be taken for another's.
static ALONE: Mutex<()> = Mutex::new(());

/// Feeds a reader with inputs that are made by `make`. Each worker has a reader of its own, which `reader` makes, and which
/// says whether it has accepted an input: one that accepts nothing, or everything, has not been asked.
pub(crate) fn feed<T, R: FnMut(T) -> bool>(
    name: &str,
    make: impl Fn(&mut Input) -> T + Sync,
    reader: impl Fn() -> R + Sync,
) {
    let _alone = ALONE
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    watch::count_panics();
    let inputs = setting("FUZZ_INPUTS", USUAL_INPUTS);
    let first = setting("FUZZ_SEED", USUAL_SEED);
    let workers = thread::available_parallelism().map_or(1, |number| number.get() as u64);
    let share = inputs.div_ceil(workers);
    let began = Instant::now();
    let done = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers)
            .map(|worker| {
                let seeds = (worker * share).min(inputs)..((worker + 1) * share).min(inputs);
                let work = || {
                    Work {
                        name,
                        make: &make,
                        reader: &reader,
                    }
                    .run(first, seeds)
                };
                scope.spawn(work)
            })
            .collect();
        let done = workers.into_iter().map(|worker| worker.join());
        let done = done.map(|done| done.unwrap_or_else(|panic| resume_unwind(panic)));
        done.fold(Done::default(), Done::with)
    });
    let Done { accepted, slowest } = done;
    let (seconds, slowest) = (began.elapsed().as_secs_f64(), slowest.as_secs_f64() * 1e3);
    let peak = watch::peak_kib().unwrap_or(0) / 1024;
    println!("| {name} | {inputs} | {accepted} | {seconds:.0} | {slowest:.1} | {peak} |");
    let is_asked = inputs < ENOUGH || (1..inputs).contains(&accepted);
    assert!(is_asked, "{name} has accepted {accepted} of {inputs}");
}

struct Work<'a, M, N> {
    name: &'a str,
    make: &'a M,
    reader: &'a N,
}

/// What came of inputs.
#[derive(Default)]
struct Done {
    accepted: u64,
    slowest: Duration,
}

impl Done {
    fn with(self, more: Self) -> Self {
        Self {
            accepted: self.accepted + more.accepted,
            slowest: self.slowest.max(more.slowest),
        }
    }
}

impl<T, R: FnMut(T) -> bool, M: Fn(&mut Input) -> T, N: Fn() -> R> Work<'_, M, N> {
    /// Feeds the inputs of some seeds.
    fn run(self, first: u64, seeds: Range<u64>) -> Done {
        let watch = Watch::start(self.name);
        let mut reader = (self.reader)();
        let mut done = Done::default();
        for number in seeds {
            let seed = first.wrapping_add(number);
            let input = (self.make)(&mut Input::of(seed));
            let took = watch.during(seed, || {
                // What is left of a reader after a panic does not matter: the run ends.
                let read = catch_unwind(AssertUnwindSafe(|| reader(input)));
                self.check(read.is_ok(), seed, "panicked");
                // On a thread that the reader has begun, or in another worker.
                self.check(
                    watch::panics() == 0,
                    seed,
                    "was read when something panicked",
                );
                done.accepted += u64::from(read.unwrap_or_default());
            });
            done.slowest = done.slowest.max(took);
            if number % BATCH == 0 {
                let is_bounded = watch::peak_kib().is_none_or(|kib| kib < MAX_MEMORY_KIB);
                self.check(is_bounded, seed, "or one before it took too much memory");
            }
        }
        done
    }

    #[track_caller]
    fn check(&self, is_right: bool, seed: u64, what: &str) {
        if !is_right {
            let repeat = watch::repeat(self.name, seed);
            panic!("{} {what} at seed {seed}: {repeat}", self.name);
        }
    }
}

fn setting(name: &str, usual: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text
            .parse()
            .unwrap_or_else(|_| panic!("{name} must be a number, and is {text:?}")),
        Err(_) => usual,
    }
}
