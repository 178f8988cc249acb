//! What could not be read of a spec.
//!
//! Where the form of a file is wrong, the rest of it is read all the same, so that one run finds all
//! that is wrong with a spec. What is missed there must not be reported as if nobody had written it.

use std::collections::BTreeMap;

use crate::problem::{Place, Step};

/// In the place of the number of a file that the spec lacks.
pub const MISSING: usize = usize::MAX;

/// The keys of the lists of fields.
const FIELD_LISTS: &[&str] = &["parameters", "response", "fields"];

/// The places whose values are not those of the files.
#[derive(Clone, Debug, Default)]
pub struct Holes(BTreeMap<usize, Vec<Vec<Step>>>);

impl Holes {
    /// Adds a place of a file.
    pub(super) fn add(&mut self, file: usize, steps: Vec<Step>) {
        self.0.entry(file).or_default().push(steps);
    }

    /// Whether the value at the place is not the file's, or is part of one that is not.
    pub fn cover(&self, place: &Place) -> bool {
        place.file == MISSING || self.any(place.file, |hole| place.steps.starts_with(hole))
    }

    /// Whether anything at, in or around the place is not the file's.
    pub fn touch(&self, place: &Place) -> bool {
        self.cover(place) || self.any(place.file, |hole| hole.starts_with(&place.steps))
    }

    /// Whether something in a list may have another name than it seems; `key` is that of the names.
    pub fn hide_names(&self, list: &Place, key: &str) -> bool {
        self.cover(list)
            || self.any(list.file, |hole| match hole.strip_prefix(&*list.steps) {
                Some([_]) => true,
                Some([_, Step::Key(last)]) => last == key,
                _ => false,
            })
    }

    /// Whether some field may be of a type that is not known to be used.
    pub fn hide_uses(&self) -> bool {
        let mut holes = self.0.values().flatten();
        holes.any(|hole| match &hole[..] {
            [] => true,
            [Step::Key(list), rest @ ..] if FIELD_LISTS.contains(&list.as_str()) => match rest {
                [_, Step::Key(key), ..] => key == "type",
                _ => true,
            },
            _ => false,
        })
    }

    fn any(&self, file: usize, is_meant: impl Fn(&[Step]) -> bool) -> bool {
        let mut holes = self.0.get(&file).into_iter().flatten();
        holes.any(|hole| is_meant(hole))
    }
}

#[cfg(test)]
mod tests {
    use super::{Holes, MISSING};
    use crate::problem::Place;

    fn holes(places: &[&Place]) -> Holes {
        let mut holes = Holes::default();
        for place in places {
            holes.add(place.file, place.steps.clone());
        }
        holes
    }

    #[test]
    fn a_hole_covers_what_is_in_it_and_touches_what_it_is_in() {
        let list = Place::file(1).key("parameters");
        let field = list.index(2);
        let holes = holes(&[&field]);
        for (place, covered, touched) in [
            (field.clone(), true, true),
            (field.key("range").key("min"), true, true),
            (list.clone(), false, true),
            (Place::file(1), false, true),
            (list.index(1), false, false),
            (Place::file(0).key("parameters").index(2), false, false),
            (Place::file(MISSING), true, true),
        ] {
            assert_eq!(holes.cover(&place), covered, "{place:?}");
            assert_eq!(holes.touch(&place), touched, "{place:?}");
        }
    }

    #[test]
    fn names_are_hidden_by_holes_in_their_place_only() {
        let list = Place::file(0).key("fields");
        let field = list.index(0);
        for (hole, hides_names, hides_uses) in [
            (Place::file(0), true, true),
            (list.clone(), true, true),
            (field.clone(), true, true),
            (field.key("name"), true, false),
            (field.key("type"), false, true),
            (field.key("range").key("min"), false, false),
            (Place::file(0).key("docs").index(0), false, false),
            (Place::file(1), false, true),
        ] {
            let holes = holes(&[&hole]);
            assert_eq!(holes.hide_names(&list, "name"), hides_names, "{hole:?}");
            assert_eq!(holes.hide_uses(), hides_uses, "{hole:?}");
        }
        assert!(!holes(&[]).hide_uses());
    }
}
