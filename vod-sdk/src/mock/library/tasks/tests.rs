use super::*;
use crate::mock::library::state::State;

#[test]
fn tasks_that_have_ended_make_room() {
    let now = Duration::from_secs(1_700_000_000);
    let mut state = State::new();
    let result = state.with_app(7, |app, common| {
        let mut begin = |app: &mut _| {
            let work = ("EditMediaTask", Work::default());
            begin::begin(app, common, work, ("", &Default::default()), now)
        };
        let first = begin(app);
        for _ in 1..MOST_TASKS {
            begin(app);
        }
        assert!(!app.tasks.make_room());
        let mut ended = app.tasks.remove(number(&first)?)?;
        ended.ended = Some(now);
        app.tasks.insert(ended);
        assert!(app.tasks.make_room());
        assert!(app.tasks.get(&first).is_none());
        assert_eq!(app.tasks.all().count(), MOST_TASKS - 1);
        app.tasks.forget(now + KEPT + Duration::from_secs(1));
        Some((app.tasks.is_empty(), app.tasks.running().count()))
    });
    assert_eq!(result, Some(Some((true, 0))));
    assert!(state.apps.is_empty());
}
