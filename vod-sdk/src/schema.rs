//! The schema that the mock server checks requests against: data that the generator writes.

use std::fmt::Debug;

use crate::action::{Action, ActionInfo, Service};
use crate::wire::{Empty as _, ObjectSlot, ObjectView};

/// A service that the mock server can be: VOD, or that of another crate, with its feature `mock`.
pub trait Mocked: Service {
    /// The actions of every version.
    #[doc(hidden)]
    const ACTIONS: &'static [&'static [ActionSchema]];
}

/// An action: what it accepts, and what it returns.
pub struct ActionSchema {
    /// The facts of the action.
    pub(crate) info: &'static ActionInfo,
    /// Makes a request and a response to read into.
    pub(crate) empty: fn() -> Empty,
    /// The parameters of the request.
    pub(crate) parameters: &'static [FieldSchema],
    /// For how many days a `SessionId` is remembered.
    pub(crate) session_id_days: Option<u32>,
    /// The example response as JSON, without the envelope.
    pub(crate) response: Option<&'static str>,
}

/// A request and a response of an action, to read into.
pub(crate) struct Empty {
    /// The request.
    pub(crate) request: Box<dyn Object>,
    /// The response.
    pub(crate) response: Box<dyn Object>,
}

/// An object that can be read and written.
pub(crate) trait Object: ObjectSlot + ObjectView + Debug {}

impl<T: ObjectSlot + ObjectView + Debug> Object for T {}

impl ActionSchema {
    /// The action of a request, without parameters.
    pub const fn of<A>() -> Self
    where
        A: Action<Response: ObjectView + Debug> + ObjectSlot + Debug + 'static,
    {
        Self {
            info: const { &A::INFO },
            empty: empty::<A>,
            parameters: &[],
            session_id_days: None,
            response: None,
        }
    }

    /// Sets the parameters.
    pub const fn parameters(mut self, parameters: &'static [FieldSchema]) -> Self {
        self.parameters = parameters;
        self
    }

    /// Sets for how many days a `SessionId` is remembered.
    pub const fn session_id_days(mut self, days: u32) -> Self {
        self.session_id_days = Some(days);
        self
    }

    /// Sets the example response.
    pub const fn response(mut self, json: &'static str) -> Self {
        self.response = Some(json);
        self
    }
}

fn empty<A>() -> Empty
where
    A: Action<Response: ObjectView + Debug> + ObjectSlot + Debug + 'static,
{
    Empty {
        request: Box::new(A::empty()),
        response: Box::new(A::Response::empty()),
    }
}

/// A parameter, or a field of an object in a parameter.
pub struct FieldSchema {
    /// Name on the wire.
    pub(crate) name: &'static str,
    /// Its JSON type.
    pub(crate) kind: Kind,
    /// Whether a request must have it.
    pub(crate) is_required: bool,
    /// The greatest number of characters, of each item for a list of strings.
    pub(crate) max_chars: Option<usize>,
    /// The greatest number of items.
    pub(crate) max_items: Option<usize>,
}

impl FieldSchema {
    /// An optional field without limits.
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            is_required: false,
            max_chars: None,
            max_items: None,
        }
    }

    /// Makes it required.
    pub const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// Sets the greatest number of characters.
    pub const fn max_chars(mut self, chars: usize) -> Self {
        self.max_chars = Some(chars);
        self
    }

    /// Sets the greatest number of items.
    pub const fn max_items(mut self, items: usize) -> Self {
        self.max_items = Some(items);
        self
    }
}

/// A data type. One `static` each, so that types may refer to each other, and to themselves.
pub struct TypeSchema {
    /// The fields.
    pub fields: &'static [FieldSchema],
}

/// The JSON type of a field.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A string: text, dates and times, base64.
    String,
    /// An integer from -2^63 to 2^63-1.
    Int64,
    /// An integer from 0 to 2^64-1.
    Uint64,
    /// Any number.
    Float,
    /// `true` or `false`.
    Bool,
    /// An object with these fields.
    Object(&'static TypeSchema),
    /// A list whose items are all of one kind.
    List(&'static Kind),
}
