//! Notices what a reader must not do: panic on any thread, take too long, or hold too much memory.

use std::fs;
use std::panic;
use std::process;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Once};
use std::thread;
use std::time::{Duration, Instant};

/// How long an input may take. The readers' own limits are 5 seconds and less; a busy machine takes its time.
const MAX_TIME: Duration = Duration::from_secs(20);

static PANICS: AtomicU64 = AtomicU64::new(0);

/// Counts the panics of all threads from now on: those of background tasks reach no caller.
pub(crate) fn count_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            PANICS.fetch_add(1, Ordering::SeqCst);
            usual(info);
        }));
    });
    PANICS.store(0, Ordering::SeqCst);
}

/// How many panics there were.
pub(crate) fn panics() -> u64 {
    PANICS.load(Ordering::SeqCst)
}

/// How to run one input alone. The name of a reader is that of its test.
pub(crate) fn repeat(name: &str, seed: u64) -> String {
    format!(
        "FUZZ_SEED={seed} FUZZ_INPUTS=1 cargo test -p vod-tests --test fuzz --profile fuzz -- --exact {name}"
    )
}

/// Ends the process when an input takes too long: nothing else ends a thread that hangs.
pub(crate) struct Watch {
    /// The seed of the input that is being read, and since when.
    now: Arc<Mutex<Option<(u64, Instant)>>>,
    is_over: Arc<AtomicBool>,
}

impl Watch {
    pub(crate) fn start(name: &str) -> Self {
        let (now, is_over) = (Arc::default(), Arc::default());
        let watch = Self {
            now: Arc::clone(&now),
            is_over: Arc::clone(&is_over),
        };
        let name = name.to_owned();
        thread::spawn(move || {
            while !is_over.load(Ordering::SeqCst) {
                thread::sleep(Duration::from_millis(200));
                let now = *now.lock().unwrap();
                if let Some((seed, since)) = now
                    && since.elapsed() > MAX_TIME
                {
                    eprintln!("{name} hangs at seed {seed}: {}", repeat(&name, seed));
                    process::exit(1);
                }
            }
        });
        watch
    }

    /// Watches work; how long it took.
    pub(crate) fn during(&self, seed: u64, work: impl FnOnce()) -> Duration {
        let began = Instant::now();
        *self.now.lock().unwrap() = Some((seed, began));
        work();
        *self.now.lock().unwrap() = None;
        began.elapsed()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
    }
}

/// The most memory that the process has had; none where the system does not tell.
pub(crate) fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let mut lines = status.lines();
    let line = lines.find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}
