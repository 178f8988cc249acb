//! A change of the spec, and what it means to those who use the SDK.

use std::fmt;

use crate::verdict::Verdict;

/// A change of the spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where in the spec.
    pub place: Place,
    /// The kind of change.
    pub kind: Kind,
    /// How, to go on after the name of the place and a colon: `` `int64` instead of `string` ``.
    pub what: String,
    /// The effect on source code that calls the SDK.
    pub source: Verdict,
    /// The effect on a running program.
    pub run: Verdict,
}

impl Change {
    /// The worse of the two verdicts.
    pub fn verdict(&self) -> Verdict {
        self.source.max(self.run)
    }
}

/// A place in a spec.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The folder of the version.
    pub version: String,
    /// The owner.
    pub owner: Owner,
    /// The list that it is in, if it is a part of its owner: `parameters`.
    pub list: Option<&'static str>,
    /// Its name in that list.
    pub name: Option<String>,
}

/// The owner of a place in a spec.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// The version as a whole.
    Version,
    /// An action.
    Action(String),
    /// A data type.
    Type(String),
    /// The error codes.
    ErrorCodes,
}

impl Place {
    /// A version as a whole, an action, a type, or the error codes.
    pub(super) fn new(version: &str, owner: Owner) -> Self {
        Self {
            version: version.to_owned(),
            owner,
            list: None,
            name: None,
        }
    }

    /// A part of it: `parameters`.
    pub(super) fn list(&self, list: &'static str) -> Self {
        Self {
            list: Some(list),
            ..self.clone()
        }
    }

    /// A member of a list.
    pub(super) fn member(&self, name: &str) -> Self {
        Self {
            name: Some(name.to_owned()),
            ..self.clone()
        }
    }

    /// The place of the whole that it belongs to.
    pub fn owner(&self) -> Self {
        Self {
            list: None,
            name: None,
            ..self.clone()
        }
    }

    /// The name without the version and the list, as it is used in text: `DescribeMediaInfos.FileIds`.
    pub fn subject(&self) -> String {
        let owner = match &self.owner {
            Owner::Version => Some(&self.version),
            Owner::Action(name) | Owner::Type(name) => Some(name),
            Owner::ErrorCodes => None,
        };
        let parts = [owner, self.name.as_ref()];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        parts.join(".")
    }
}

/// `2018-07-17 DescribeMediaInfos.parameters.FileIds`
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.version)?;
        match &self.owner {
            Owner::Version => {}
            Owner::Action(name) | Owner::Type(name) => write!(f, " {name}")?,
            Owner::ErrorCodes => f.write_str(" error_codes")?,
        }
        for part in self.list.into_iter().chain(self.name.as_deref()) {
            write!(f, ".{part}")?;
        }
        Ok(())
    }
}

macro_rules! kinds {
    ($($(#[$docs:meta])* $kind:ident = $name:literal,)+) => {
        /// The kind of change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Kind {
            $($(#[$docs])* $kind,)+
        }

        impl Kind {
            /// The kind's name, which does not change: `action_added`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)+
                }
            }
        }
    };
}

kinds! {
    /// A version of the API is new.
    VersionAdded = "version_added",
    /// A version of the API is gone.
    VersionRemoved = "version_removed",
    /// The service's name in signatures, or its default endpoint.
    Service = "service",
    /// An action is new.
    ActionAdded = "action_added",
    /// An action is gone.
    ActionRemoved = "action_removed",
    /// A type is new.
    TypeAdded = "type_added",
    /// A type is gone.
    TypeRemoved = "type_removed",
    /// A parameter or a field is new.
    FieldAdded = "field_added",
    /// A parameter or a field is gone.
    FieldRemoved = "field_removed",
    /// The type of a parameter or a field.
    Type = "type",
    /// Whether a request must have a parameter or a field.
    Required = "required",
    /// The arguments of `new()`.
    New = "new",
    /// Whether every response has a field.
    AlwaysReturned = "always_returned",
    /// Whether a field may be null.
    Nullable = "nullable",
    /// Whether a field is a secret.
    Secret = "secret",
    /// Whether requests, responses or both use a type.
    Direction = "direction",
    /// The JSON that a string holds.
    Json = "json",
    /// The least or greatest length, number of items or value.
    Limit = "limit",
    /// The known values.
    Values = "values",
    /// The conditions under which something must be given.
    Condition = "condition",
    /// What a number counts.
    Unit = "unit",
    /// The service's default for an absent parameter.
    Default = "default",
    /// Which method of `Client` calls an action.
    Method = "method",
    /// Whether an action is called with a signature.
    SkipSign = "skip_sign",
    /// Whether a call may be repeated.
    Retry = "retry",
    /// Which parameters take the retry class of an action away.
    RetryUnless = "retry_unless",
    /// Which codes mean that what an action asks for is already so.
    DoneCodes = "done_codes",
    /// For how many days a `SessionId` is remembered.
    SessionIdDays = "session_id_days",
    /// How many requests a second the service accepts.
    RequestsPerSecond = "requests_per_second",
    /// How an action hands out a long list in pages.
    Pagination = "pagination",
    /// Which fields hold ids of started tasks.
    TaskIds = "task_ids",
    /// The error codes that are documented for an action.
    ActionErrorCodes = "action_error_codes",
    /// An error code is new.
    ErrorCodeAdded = "error_code_added",
    /// An error code is gone.
    ErrorCodeRemoved = "error_code_removed",
    /// The retry hint of an error code.
    ErrorCodeRetry = "error_code_retry",
    /// Which list of which version has an error code.
    ErrorCodeListed = "error_code_listed",
    /// Whether something is deprecated.
    Deprecated = "deprecated",
    /// Something of the generated Rust, explained by another change.
    Rust = "rust",
    /// The order of parameters, fields or known values.
    Order = "order",
    /// Summaries, paragraphs, notes and meanings.
    Words = "words",
    /// The example of a parameter or a field.
    Example = "example",
    /// The example calls of an action.
    Examples = "examples",
    /// The area that an action belongs to, or the list of areas.
    Area = "area",
    /// The address of an official page.
    Page = "page",
    /// The edition of the official documentation that has an action or a type.
    Edition = "edition",
}
