//! Which endpoint is chosen, and what a turn does by ending.

use std::time::Duration;

use super::*;

/// Endpoints of which each opens at its first failure, for a minute.
fn endpoints(count: usize) -> Endpoints {
    let all = (0..count).map(|index| Endpoint::parse(&format!("e{index}.example"), false).unwrap());
    let policy = BreakerPolicy::default().failures_in_a_row(1);
    Endpoints::new(all.collect(), policy)
}

/// Lets the endpoints fail, each at its second.
fn fail(endpoints: &Endpoints, start: Instant, failures: &[(usize, u64)]) {
    for (index, second) in failures {
        let now = start + Duration::from_secs(*second);
        let others = !bit(*index);
        let turn = endpoints.choose(now, others);
        assert_eq!(turn.index, *index);
        turn.finish(false, now);
    }
}

#[test]
fn the_first_that_lets_through_and_has_not_failed_the_call_is_chosen() {
    let bits = |indices: &[usize]| indices.iter().fold(0, |bits, index| bits | bit(*index));
    // Which have failed before and when, at which the call has failed, and the expected one.
    for (failures, failed, expected) in [
        (&[][..], &[][..], 0),
        (&[], &[0], 1),
        (&[], &[0, 1], 2),
        (&[], &[1], 0),
        // All have failed the call, but not so often that they are open.
        (&[], &[0, 1, 2], 0),
        (&[(0, 0)], &[], 1),
        (&[(0, 0)], &[1], 2),
        (&[(0, 0)], &[0, 1, 2], 1),
        (&[(0, 0), (1, 0)], &[], 2),
        (&[(0, 0), (1, 0)], &[2], 2),
        // All are open: the one that has been for longest, and at which the call has not failed.
        (&[(1, 0), (2, 1), (0, 2)], &[], 1),
        (&[(1, 0), (2, 1), (0, 2)], &[1], 2),
        (&[(1, 0), (2, 1), (0, 2)], &[1, 2], 0),
        (&[(1, 0), (2, 1), (0, 2)], &[0, 1, 2], 1),
        (&[(0, 0), (1, 0), (2, 0)], &[], 0),
    ] {
        let (endpoints, start) = (endpoints(3), Instant::now());
        fail(&endpoints, start, failures);
        let now = start + Duration::from_secs(3);
        let turn = endpoints.choose(now, bits(failed));
        assert_eq!(turn.index, expected, "{failures:?}, {failed:?}");
        assert_eq!(turn.endpoint().host(), format!("e{expected}.example"));
        assert_eq!(turn.bit(), bit(expected));
    }
}

#[test]
fn the_preferred_one_is_used_again_after_a_probe() {
    let (endpoints, start) = (endpoints(2), Instant::now());
    fail(&endpoints, start, &[(0, 0)]);
    let minute = |minutes: u64| start + Duration::from_secs(60 * minutes);
    let chosen = |now| endpoints.choose(now, 0).index;

    let probe = endpoints.choose(minute(1), 0);
    assert_eq!((probe.index, chosen(minute(1))), (0, 1));
    drop(probe);
    assert_eq!(chosen(minute(1)), 0, "a cancelled probe leaves its place");
    endpoints.choose(minute(1), 0).finish(false, minute(1));
    assert_eq!(chosen(minute(1)), 1);
    let probe = endpoints.choose(minute(2), 0);
    assert_eq!((probe.index, chosen(minute(2))), (0, 1));
    probe.finish(true, minute(2));
    let turns = [
        endpoints.choose(minute(2), 0),
        endpoints.choose(minute(2), 0),
    ];
    assert_eq!(turns.map(|turn| turn.index), [0, 0]);
}

#[test]
fn when_all_are_open_a_call_that_succeeds_closes_one() {
    let (endpoints, start) = (endpoints(2), Instant::now());
    fail(&endpoints, start, &[(1, 0), (0, 1)]);
    let now = start + Duration::from_secs(2);
    endpoints.choose(now, 0).finish(false, now);
    endpoints.choose(now, 0).finish(true, now);
    let turns = [endpoints.choose(now, 0), endpoints.choose(now, 0)];
    assert_eq!(turns.map(|turn| turn.index), [1, 1]);
}

#[test]
fn a_single_endpoint_is_used_whatever_becomes_of_it() {
    let (endpoints, now) = (endpoints(1), Instant::now());
    assert!(endpoints.breakers.is_none());
    for _ in 0..100 {
        let turn = endpoints.choose(now, bit(0));
        assert_eq!((turn.index, turn.pass), (0, None));
        turn.finish(false, now);
    }
}

#[test]
fn the_last_endpoint_has_a_bit() {
    let endpoints = endpoints(MAX_ENDPOINTS);
    let all_others = bit(MAX_ENDPOINTS - 1) - 1;
    let turn = endpoints.choose(Instant::now(), all_others);
    assert_eq!(turn.index, MAX_ENDPOINTS - 1);
    assert_eq!(turn.bit(), 1 << 30);
}
