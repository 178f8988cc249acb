//! A log in memory.

use std::future::Future;
use std::io::{self, Write};
use std::sync::{Arc, LazyLock, Mutex};

use tracing::Dispatch;
use tracing_subscriber::filter::LevelFilter;

/// What was logged, for all clones.
#[derive(Clone)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

/// As long as there is one subscriber, `tracing` asks only the thread that comes first whether it wants an event:
/// a test without a log would take it away from the one with a log beside it.
static SECOND: LazyLock<Dispatch> = LazyLock::new(|| {
    let silent = tracing_subscriber::fmt().with_max_level(LevelFilter::OFF);
    Dispatch::new(silent.finish())
});

impl Default for Log {
    fn default() -> Self {
        LazyLock::force(&SECOND);
        Self(Arc::default())
    }
}

impl Log {
    /// What is logged at any level while a future runs, on a runtime of its own.
    pub(crate) fn of(future: impl Future) -> String {
        let log = Self::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .with_writer(move || writer.clone())
            .with_ansi(false)
            .finish();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        tracing::subscriber::with_default(subscriber, || runtime.block_on(future));
        log.text()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
