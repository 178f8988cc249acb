//! [`Wire`] for the values that fields hold.

use serde_json::Value;

use super::{
    Condition, Empty, Limit, ListSlot, ListView, ObjectSlot, ObjectView, OptionalSlot, Rules, Slot,
    View, Wire,
};

/// A scalar: how it is viewed, and its slot.
macro_rules! scalar {
    ($($type:ty: $slot:ident, $view:expr;)+) => {$(
        impl Wire for $type {
            #[inline]
            fn empty() -> Self {
                Self::default()
            }

            #[inline]
            fn view(&self) -> View<'_> {
                let view: fn(&$type) -> View<'_> = $view;
                view(self)
            }

            #[inline]
            fn slot(&mut self) -> Slot<'_> {
                Slot::$slot(self)
            }
        }
    )+};
}

scalar! {
    bool: Bool, |value| View::Bool(*value);
    i64: I64, |value| View::I64(*value);
    u64: U64, |value| View::U64(*value);
    f64: F64, |value| View::F64(*value);
    String: String, |value| View::Str(value);
    Value: Json, |value| View::Json(value);
}

impl<T: Wire> Wire for Option<T> {
    #[inline]
    fn empty() -> Self {
        None
    }

    #[inline]
    fn view(&self) -> View<'_> {
        match self {
            Some(value) => value.view(),
            None => View::Absent,
        }
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Optional(self)
    }
}

impl<T: Wire> OptionalSlot for Option<T> {
    fn fill(&mut self) -> Slot<'_> {
        self.insert(T::empty()).slot()
    }

    fn clear(&mut self) {
        *self = None;
    }
}

impl<T: Wire> Wire for Vec<T> {
    #[inline]
    fn empty() -> Self {
        Self::new()
    }

    #[inline]
    fn view(&self) -> View<'_> {
        View::List(self)
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
}

impl<T: Wire> ListView for Vec<T> {
    fn length(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> View<'_> {
        self[index].view()
    }
}

impl<T: Wire> ListSlot for Vec<T> {
    fn push(&mut self) -> Slot<'_> {
        if self.len() == self.capacity() {
            self.reserve_exact(further(self.len()));
        }
        self.push(T::empty());
        let last = self.len() - 1;
        self[last].slot()
    }

    fn growth(&self) -> usize {
        match self.len() == self.capacity() {
            true => further(self.len()).saturating_mul(size_of::<T>()),
            false => 0,
        }
    }

    fn pop(&mut self) {
        self.pop();
    }

    fn clear(&mut self) {
        self.clear();
    }
}

/// For how many items more a full list makes room. Most lists have one item; unasked, a vector makes room for
/// four.
fn further(length: usize) -> usize {
    match length {
        0 => 1,
        1..4 => 3,
        _ => length,
    }
}

impl<T: ObjectSlot + ObjectView> Wire for T {
    #[inline]
    fn empty() -> Self {
        <T as Empty>::empty()
    }

    #[inline]
    fn view(&self) -> View<'_> {
        View::Object(self)
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Object(self)
    }
}

/// The box of a type that contains itself.
impl<T: ObjectView> ObjectView for Box<T> {
    fn fields(&self, visit: &mut dyn FnMut(&str, View<'_>)) {
        (**self).fields(visit);
    }

    fn limits(&self) -> &'static [(&'static str, Limit)] {
        (**self).limits()
    }

    fn conditions(&self) -> &'static [Condition] {
        (**self).conditions()
    }
}

impl<T: Empty> Empty for Box<T> {
    fn empty() -> Self {
        Self::new(T::empty())
    }
}

impl<T: ObjectSlot> ObjectSlot for Box<T> {
    fn field(&mut self, name: &str) -> Option<Slot<'_>> {
        (**self).field(name)
    }

    fn rules(&self) -> Rules {
        let rules = (**self).rules();
        let boxed = size_of::<T>();
        Rules { boxed, ..rules }
    }
}
