//! What a change means to those who use the SDK.

/// What a change means to someone, from the mildest to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nothing changes but the documentation.
    Docs,
    /// Something is possible that was not, and what worked still works.
    Additive,
    /// What worked may no longer work.
    Breaking,
}

impl Verdict {
    /// Every verdict, the worst first.
    pub const ALL: [Self; 3] = [Self::Breaking, Self::Additive, Self::Docs];

    /// The verdict's name: `breaking`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Docs => "docs",
            Self::Additive => "additive",
            Self::Breaking => "breaking",
        }
    }

    /// The part of the version that has to be raised, from 1.0 on and before.
    pub fn bump(self) -> (&'static str, &'static str) {
        match self {
            Self::Docs => ("patch", "patch"),
            Self::Additive => ("minor", "patch"),
            Self::Breaking => ("major", "minor"),
        }
    }
}
