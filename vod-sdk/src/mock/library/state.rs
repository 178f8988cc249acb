//! All that the library has.

use std::collections::{BTreeMap, VecDeque};

use super::classes::Classes;
use super::ending::Ending;
use super::events::Events;
use super::media::Media;
use super::tasks::{Pace, Tasks};
use super::templates::Templates;

/// How many media files an application has.
pub(super) const MOST_MEDIA: usize = 50_000;
/// How many applications the library has.
const MOST_APPS: usize = 100;

pub(super) struct State {
    pub(super) apps: BTreeMap<u64, App>,
    pub(super) common: Common,
}

/// A VOD application.
#[derive(Default)]
pub(super) struct App {
    /// Its `SubAppId`; 0 for that of requests that name none.
    pub(super) number: u64,
    pub(super) media: Media,
    pub(super) classes: Classes,
    pub(super) templates: Templates,
    pub(super) tasks: Tasks,
}

/// What the applications share.
pub(super) struct Common {
    last_id: u64,
    pub(super) events: Events,
    /// How long the next tasks take.
    pub(super) pace: Pace,
    /// How tasks end, and how the next ones do.
    pub(super) ending: Ending,
    pub(super) next_endings: VecDeque<Ending>,
}

impl State {
    pub(super) fn new() -> Self {
        Self {
            apps: BTreeMap::new(),
            common: Common {
                last_id: 0,
                events: Events::default(),
                pace: Pace::Looks(2),
                ending: Ending::default(),
                next_endings: VecDeque::new(),
            },
        }
    }

    /// Works on an application, which stays if there is something in it then; `None` if it is new, and there are too many.
    pub(super) fn with_app<T>(
        &mut self,
        number: u64,
        work: impl FnOnce(&mut App, &mut Common) -> T,
    ) -> Option<T> {
        let app = self.apps.remove(&number);
        if app.is_none() && self.apps.len() >= MOST_APPS {
            return None;
        }
        let mut app = app.unwrap_or_default();
        app.number = number;
        let result = work(&mut app, &mut self.common);
        if !app.is_empty() {
            self.apps.insert(number, app);
        }
        Some(result)
    }
}

impl App {
    fn is_empty(&self) -> bool {
        self.media.len() == 0
            && self.classes.is_empty()
            && self.templates.is_empty()
            && self.tasks.is_empty()
    }
}

impl Common {
    /// A number that nothing else in the library has.
    pub(super) fn new_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    pub(super) fn new_file_id(&mut self) -> String {
        (5_285_485_487_985_000_000 + self.new_id()).to_string()
    }

    pub(super) fn new_definition(&mut self) -> u64 {
        1_000_000 + self.new_id()
    }

    /// How the task ends that is started now.
    pub(super) fn next_ending(&mut self) -> Ending {
        let next = self.next_endings.pop_front();
        next.unwrap_or_else(|| self.ending.clone())
    }
}
