//! The truth table of the breaker. A history is a line of letters, one second each:
//!
//! - `S`, `F`: an attempt is let through and succeeds, or fails;
//! - `x`: no attempt is let through;
//! - `c`: an attempt is let through and cancelled;
//! - `s`, `f`: an attempt is forced through and succeeds, or fails;
//! - `.`: nothing; `m`: a minute passes.
//!
//! A history holds if the breaker does what its letters say.

use std::time::Duration;

use super::*;

fn usual() -> BreakerPolicy {
    BreakerPolicy::default()
}

/// Lives through a history, and says where the breaker did something else.
fn live(history: &str, policy: &BreakerPolicy) -> Result<(), String> {
    let mut breaker = Breaker::default();
    let mut now = Instant::now();
    for (place, letter) in history.chars().enumerate() {
        let pass = match letter {
            '.' | 'm' => None,
            's' | 'f' => Some(breaker.force()),
            _ => breaker.admit(now, policy),
        };
        match (letter, pass) {
            ('S' | 's', Some(pass)) => _ = breaker.finish(pass, true, now, policy),
            ('F' | 'f', Some(pass)) => _ = breaker.finish(pass, false, now, policy),
            ('c', Some(pass)) => breaker.cancel(pass),
            ('x' | '.', None) => {}
            ('m', None) => now += Duration::from_secs(60),
            (_, pass) => return Err(format!("{history}: {letter} at {place}, but {pass:?}")),
        }
        now += Duration::from_secs(1);
    }
    Ok(())
}

fn hold(policy: &BreakerPolicy, histories: &[&str]) {
    for history in histories {
        assert_eq!(live(history, policy), Ok(()));
    }
}

#[test]
fn what_goes_well_never_opens_it() {
    let long = "S".repeat(300);
    hold(&usual(), &[&long, "", "c", "ccccccccccccS"]);
}

#[test]
fn failures_in_a_row_open_it() {
    let after_many_successes = format!("{}FFFFFx", "S".repeat(300));
    hold(
        &usual(),
        &[
            "FFFFS",
            "FFFFFx",
            "FFFFSFFFFS",
            "SFFFFFx",
            &after_many_successes,
            // Whenever they were, and whatever was cancelled between them.
            "FmFmFmFmFx",
            "FcFcFccFcFx",
        ],
    );
    hold(
        &usual().failures_in_a_row(1),
        &["Fx", "SSFx", "F...........x"],
    );
}

#[test]
fn a_share_of_the_recent_attempts_opens_it() {
    hold(
        &usual(),
        &[
            // 7 of 10, 8 of 11, 9 of 12.
            "FSFFSFFSFFFFx",
            // 8 of 10.
            "SFFFFSFFFFx",
            // 8 of 9 are too few attempts, 8 of 10 end with a success, 9 of 11 do not.
            "FFFFSFFFFS",
            "FFFFSFFFFSFx",
            // What is older than a minute does not count.
            "FFFFSFFFFmSF",
            "FFFFSFFFFmSFFFF",
            // Half is not enough.
            "FSFSFSFSFSFSFSFSFSFSFSFSFSFSFSFSFSFS",
        ],
    );
    let half = usual().failed_percent(50);
    hold(&half, &["SFSFSFSFSFx", "SFSFSFSFSS", "SSFSFSFSFSFSS"]);
    let any = usual().failed_percent(1);
    hold(&any, &["SSSSSSSSSFx", "SSSSSSSSFS"]);
    let all = usual().failed_percent(100).failures_in_a_row(u32::MAX);
    hold(&all, &["SFFFFFFFFFFFF", "FFFFFFFFFFx"]);
    let short = usual().window(Duration::from_secs(12));
    hold(&short, &["FFFFSFFFFSFx", "FFFFSFFFF............SFFFF"]);
}

#[test]
fn it_stays_open_for_its_time_and_then_lets_a_probe_through() {
    let blocked = "x".repeat(59);
    hold(
        &usual(),
        &[
            &format!("FFFFF{blocked}S"),
            // A success closes it, and it begins to count anew.
            &format!("FFFFF{blocked}SFFFFSFFFFFx"),
            // A failure opens it for as long again.
            &format!("FFFFF{blocked}F{blocked}F{blocked}S"),
            // A probe that is cancelled decides nothing.
            &format!("FFFFF{blocked}cccF{blocked}cS"),
            // Nobody needs to come at the right time.
            "FFFFFmmmmmS",
            "FFFFFmFx",
        ],
    );
    hold(&usual().open_time(Duration::ZERO), &["FFFFFFFFFS"]);
    hold(&usual().open_time(Duration::MAX), &["FFFFFmmmmx"]);
}

#[test]
fn a_forced_attempt_closes_it_by_success_and_changes_nothing_by_failure() {
    let blocked = "x".repeat(58);
    hold(
        &usual(),
        &["FFFFFxsSFFFFS", &format!("FFFFFf{blocked}S"), "FFFFFmfS"],
    );
}

#[test]
fn there_is_one_probe_at_a_time() {
    let (policy, start) = (usual().failures_in_a_row(1), Instant::now());
    let later = |minutes: u64| start + Duration::from_secs(60 * minutes);
    let mut breaker = Breaker::default();
    let pass = breaker.admit(start, &policy).unwrap();
    assert!(breaker.finish(pass, false, start, &policy), "it opens");

    let probe = breaker.admit(later(1), &policy).unwrap();
    assert_eq!(breaker.admit(later(1), &policy), None);
    assert_eq!(breaker.admit(later(9), &policy), None);
    breaker.cancel(probe);
    let probe = breaker.admit(later(9), &policy).unwrap();
    assert!(
        breaker.finish(probe, false, later(9), &policy),
        "it opens again"
    );
    assert_eq!(breaker.admit(later(9), &policy), None);

    let probe = breaker.admit(later(10), &policy).unwrap();
    assert!(!breaker.finish(probe, true, later(10), &policy));
    assert!(breaker.admit(later(10), &policy).is_some());
    assert!(breaker.admit(later(10), &policy).is_some());
}

#[test]
fn what_was_let_through_before_does_not_count_after() {
    let (policy, start) = (usual().failures_in_a_row(2), Instant::now());
    let late = start + Duration::from_secs(60);
    let mut breaker = Breaker::default();
    let mut passes: Vec<Pass> = (0..8)
        .map(|_| breaker.admit(start, &policy).unwrap())
        .collect();
    let mut finish = |breaker: &mut Breaker, is_success, now| {
        breaker.finish(passes.pop().unwrap(), is_success, now, &policy)
    };
    assert!(!finish(&mut breaker, false, start));
    assert!(finish(&mut breaker, false, start));

    // A success that was on its way does not close it, a failure does not open it for longer.
    finish(&mut breaker, true, start);
    assert_eq!(breaker.admit(start, &policy), None);
    finish(&mut breaker, false, late);
    let probe = breaker.admit(late, &policy).unwrap();

    // Nor do they decide in the place of the probe, or count once it is closed.
    finish(&mut breaker, true, late);
    finish(&mut breaker, false, late);
    assert_eq!(breaker.admit(late, &policy), None);
    breaker.finish(probe, true, late, &policy);
    assert!(!finish(&mut breaker, false, late));
    assert!(!finish(&mut breaker, false, late));
    assert!(breaker.admit(late, &policy).is_some());
}
