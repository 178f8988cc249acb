//! Effects of changes on users of the SDK.

/// The effect of a change, from the mildest to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nothing changes but the documentation.
    Docs,
    /// Something new is possible, and existing code still works.
    Additive,
    /// Existing code may no longer work.
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
