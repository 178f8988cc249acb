//! Output of the commands: reports to standard output, errors to standard error.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether something that was to be printed is lost.
static IS_CUT: AtomicBool = AtomicBool::new(false);

/// Prints a report. A reader that has gone away, as `head` does, is no error.
pub(crate) fn say(text: impl Display) {
    let Err(error) = writeln!(io::stdout().lock(), "{text}") else {
        return;
    };
    let is_first =
        error.kind() != io::ErrorKind::BrokenPipe && !IS_CUT.swap(true, Ordering::Relaxed);
    if is_first {
        complain(format_args!(
            "standard output cannot be written, and is not complete: {error}"
        ));
    }
}

/// Whether a report is not complete.
pub(crate) fn is_cut() -> bool {
    IS_CUT.load(Ordering::Relaxed)
}

/// Prints to standard error.
pub(crate) fn warn(text: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Prints why the command failed.
pub(crate) fn complain(failure: impl Display) {
    let error = Style::of(&io::stderr()).red("error:");
    warn(format_args!("{error} {failure}"));
}

/// Colours, if they are wanted.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    colours: bool,
}

impl Style {
    /// Colours on a terminal, unless `NO_COLOR` is set or the terminal is a dumb one.
    pub(crate) fn of(stream: &impl IsTerminal) -> Self {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self {
            colours: stream.is_terminal() && !set("NO_COLOR") && !dumb,
        }
    }

    /// Errors and removed lines.
    pub(crate) fn red(self, text: &str) -> String {
        self.paint("1;31", text)
    }

    /// Success and added lines.
    pub(crate) fn green(self, text: &str) -> String {
        self.paint("32", text)
    }

    /// A heading.
    pub(crate) fn bold(self, text: &str) -> String {
        self.paint("1", text)
    }

    /// Where something is.
    pub(crate) fn cyan(self, text: &str) -> String {
        self.paint("36", text)
    }

    fn paint(self, code: &str, text: &str) -> String {
        if self.colours {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }
}

/// `1 file`, `2 files`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
