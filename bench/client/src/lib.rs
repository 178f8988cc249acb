//! What every measured client does besides calling: it reads what to do from its arguments, calls, and
//! prints what that cost as a line of JSON.
//!
//! The arguments are ENDPOINT CALLS WARM_UP CONCURRENCY ANSWER, where ANSWER is `small`, or the length
//! of the large response in bytes. A client may have arguments of its own before them. The clients that are not written in Rust take the same ones.

use std::future::Future;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs};

use nix::time::{ClockId, clock_gettime};

pub mod prepared;

pub use bench_answers::{
    FILE_ID, FUNCTION_ARG, FUNCTION_NAME, ITEMS, PAGE, REQUEST_ID, RESULT, SECRET_ID, SECRET_KEY,
};

/// What a client is to do.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `http://127.0.0.1:PORT` or `https://localhost:PORT`.
    pub endpoint: String,
    /// Which call to make.
    pub answer: Response,
    calls: usize,
    warm_up: usize,
    concurrency: usize,
}

/// The call to make, by the response that it gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Response {
    /// ExecuteFunction.
    Small,
    /// DescribeMediaInfos, whose answer has so many bytes.
    Large(usize),
}

/// A client that is measured.
pub trait Caller: Clone + Send + Sync + 'static {
    /// Makes one call, and checks its answer.
    fn call(&self) -> impl Future<Output = Result<(), String>> + Send;
}

/// Does what the arguments say with the client that `connect` makes.
pub fn run<C: Caller>(connect: impl FnOnce(&Settings) -> Result<C, String>) -> ExitCode {
    match measure(connect) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure<C: Caller>(
    connect: impl FnOnce(&Settings) -> Result<C, String>,
) -> Result<String, String> {
    let settings = Settings::from_args()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("no runtime: {error}"))?;
    runtime.block_on(async {
        let caller = connect(&settings)?;
        repeat(&caller, settings.warm_up, settings.concurrency).await?;
        let (started, cpu) = (Instant::now(), process_cpu());
        repeat(&caller, settings.calls, settings.concurrency).await?;
        let (wall, total) = (started.elapsed(), process_cpu());
        Ok(format!(
            r#"{{"calls":{},"cpu_ns":{},"wall_ns":{},"process_cpu_ns":{},"peak_kib":{}}}"#,
            settings.calls,
            (total - cpu).as_nanos(),
            wall.as_nanos(),
            total.as_nanos(),
            peak_kib().unwrap_or(0),
        ))
    })
}

/// Makes calls, so many at once.
async fn repeat<C: Caller>(caller: &C, calls: usize, concurrency: usize) -> Result<(), String> {
    if concurrency == 1 {
        for _ in 0..calls {
            caller.call().await?;
        }
        return Ok(());
    }
    let left = Arc::new(AtomicUsize::new(calls));
    let tasks: Vec<_> = (0..concurrency.min(calls))
        .map(|_| {
            let (caller, left) = (caller.clone(), Arc::clone(&left));
            tokio::spawn(async move {
                let take = |left: usize| left.checked_sub(1);
                while left
                    .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take)
                    .is_ok()
                {
                    caller.call().await?;
                }
                Ok::<_, String>(())
            })
        })
        .collect();
    for task in tasks {
        task.await
            .map_err(|error| format!("a task failed: {error}"))??;
    }
    Ok(())
}

impl Settings {
    fn from_args() -> Result<Self, String> {
        let args: Vec<String> = env::args().collect();
        let [.., endpoint, calls, warm_up, concurrency, answer] = args.as_slice() else {
            return Err("usage: ENDPOINT CALLS WARM_UP CONCURRENCY small|BYTES".to_owned());
        };
        let number = |text: &str| {
            text.parse::<usize>()
                .map_err(|_| format!("{text:?} is not a number"))
        };
        Ok(Self {
            endpoint: endpoint.clone(),
            answer: match answer.as_str() {
                "small" => Response::Small,
                bytes => Response::Large(number(bytes)?),
            },
            calls: number(calls)?,
            warm_up: number(warm_up)?,
            concurrency: number(concurrency)?.max(1),
        })
    }
}

/// Checks a value of a response.
pub fn expect<T: PartialEq + std::fmt::Debug>(
    what: &str,
    found: T,
    expected: T,
) -> Result<(), String> {
    match found == expected {
        true => Ok(()),
        false => Err(format!("{what}: expected {expected:?}, found {found:?}")),
    }
}

/// The processor time of this process since it was started, user and system.
fn process_cpu() -> Duration {
    clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID)
        .expect("the kernel has this clock")
        .into()
}

/// The peak of the resident memory. Not what getrusage says, which begins with the parent's.
fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
