//! What goes wrong, and how often.

use fastrand::Rng;

/// How many of a hundred attempts each fault befalls.
const PERCENT: u8 = 5;

/// What befalls an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// The connection is reset before anything of the request is read.
    CutBefore,
    /// The connection is reset after a part of the request is read.
    CutReading,
    /// The request is executed when the client has long given up waiting.
    SlowExecution,
    /// `RequestLimitExceeded` or one of its sub-codes; nothing is executed.
    Throttle,
    /// `InternalError`, after or without an execution.
    Internal,
    /// HTTP 500, 502 or 503 with a page of HTML, after or without an execution.
    Page,
    /// The request is executed, and the connection closed without an answer.
    CutAfter,
    /// The answer comes when the client has long given up waiting.
    SlowAnswer,
    /// The JSON has bytes in it that cannot be there, or is another document.
    GarbledJson,
    /// The answer is longer or shorter than it says.
    WrongLength,
    /// The answer's chunks are not what they say.
    WrongChunks,
    /// The answer is not HTTP.
    Garbage,
    /// The answer ends at any of its bytes.
    CutAnswer,
    /// The answer is complete, and the kept connection is closed just when the next request may come.
    CloseIdle,
}

impl Fault {
    pub(crate) const ALL: [Self; 14] = [
        Self::CutBefore,
        Self::CutReading,
        Self::SlowExecution,
        Self::Throttle,
        Self::Internal,
        Self::Page,
        Self::CutAfter,
        Self::SlowAnswer,
        Self::GarbledJson,
        Self::WrongLength,
        Self::WrongChunks,
        Self::Garbage,
        Self::CutAnswer,
        Self::CloseIdle,
    ];

    /// What a reader of the table is told.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::CutBefore => "reset before reading",
            Self::CutReading => "reset while the request is written",
            Self::SlowExecution => "executed after the attempt's timeout",
            Self::Throttle => "`RequestLimitExceeded` and sub-codes",
            Self::Internal => "`InternalError`",
            Self::Page => "HTTP 500, 502, 503 with HTML",
            Self::CutAfter => "executed, then cut before the response",
            Self::SlowAnswer => "executed, response after the timeout",
            Self::GarbledJson => "executed, garbled JSON",
            Self::WrongLength => "executed, wrong `Content-Length`",
            Self::WrongChunks => "executed, broken chunks",
            Self::Garbage => "executed, no HTTP at all",
            Self::CutAnswer => "executed, cut within the response",
            Self::CloseIdle => "response sent, then the idle connection closed",
        }
    }
}

/// How faults are dealt out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mix {
    /// At most one to an attempt, each as often as any other.
    Single,
    /// Two different ones to every other attempt.
    Pairs,
    /// One to the first attempt that comes, and none to others.
    Once(Fault),
    /// The same one to every attempt.
    Always(Fault),
}

impl Mix {
    /// The faults of an attempt; how many attempts came before, of all calls.
    pub(crate) fn draw(self, earlier: usize, random: &mut Rng) -> Vec<Fault> {
        match self {
            Self::Single => {
                let index = usize::from(random.u8(..100) / PERCENT);
                Fault::ALL.get(index).copied().into_iter().collect()
            }
            Self::Pairs if random.bool() => random.choose_multiple(Fault::ALL, 2),
            Self::Once(fault) if earlier == 0 => vec![fault],
            Self::Pairs | Self::Once(_) => Vec::new(),
            Self::Always(fault) => vec![fault],
        }
    }

    /// Whether a service that fails within does so after it has executed the request.
    pub(crate) fn executes_first(self, random: &mut Rng) -> bool {
        matches!(self, Self::Once(_) | Self::Always(_)) || random.bool()
    }
}
