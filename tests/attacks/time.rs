//! The `Date` of one refusal moved the clock of all endpoints without bound: a call was signed for the year 9999,
//! and later refusals without `Date` did not heal it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use vod_sdk::v2018_07_17::DescribeMediaInfosRequest;
use vod_sdk::{Client, ClientBuilder, Error, RetryPolicy};

use crate::fake::{Fake, Fate, Seen};
use crate::steady::Steady;

const A: &str = "a.example";
const B: &str = "b.example";
const TWENTY_MINUTES: i64 = 1_200;

/// A service that refuses what is more than five minutes away from its own time.
#[derive(Clone)]
struct Service(Arc<Mutex<State>>);

struct State {
    /// How many seconds its endpoints are ahead, A and B.
    ahead: [i64; 2],
    date: Date,
}

/// What a refusal says of the time.
#[derive(Clone)]
enum Date {
    Right,
    None,
    Is(&'static str),
}

impl Service {
    fn new(ahead: [i64; 2]) -> Self {
        let date = Date::Right;
        Self(Arc::new(Mutex::new(State { ahead, date })))
    }

    fn set(&self, ahead: [i64; 2], date: Date) {
        *self.0.lock().unwrap() = State { ahead, date };
    }

    fn answer(&self, seen: &Seen) -> Fate {
        let state = self.0.lock().unwrap();
        let time = now() + state.ahead[usize::from(seen.host == B)];
        if seen.timestamp.abs_diff(time) <= 300 {
            return Fate::answered();
        }
        let refusal = Fate::error("AuthFailure.SignatureExpire");
        match state.date {
            Date::None => refusal,
            Date::Is(date) => refusal.header("Date", date),
            Date::Right => {
                let time = SystemTime::UNIX_EPOCH + Duration::from_secs(time as u64);
                refusal.header("Date", &httpdate::fmt_http_date(time))
            }
        }
    }

    fn fake(&self) -> Fake {
        let service = self.clone();
        Fake::new(move |seen| service.answer(seen))
    }
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.unwrap().as_secs() as i64
}

fn builder(fake: &Fake) -> ClientBuilder {
    fake.builder()
        .endpoint(A)
        .retry(RetryPolicy::none())
        .time_source(Steady::default())
}

async fn call(client: &Client) -> Result<(), Error> {
    let request = DescribeMediaInfosRequest::new(["1"]);
    client.describe_media_infos(&request).await.map(drop)
}

/// How far ahead of this machine's clock the requests since the last time were signed, to the minute.
fn signed_ahead(fake: &Fake) -> Vec<i64> {
    let ahead = |seen: Seen| (seen.timestamp - now() + 30).div_euclid(60) * 60;
    fake.seen().into_iter().map(ahead).collect()
}

#[tokio::test]
async fn no_date_that_cannot_be_is_signed_with() {
    for date in [
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Fri, 01 Jan 2100 00:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Sun, 31 Dec 2017 00:00:00 GMT",
    ] {
        let service = Service::new([TWENTY_MINUTES; 2]);
        service.set([TWENTY_MINUTES; 2], Date::Is(date));
        let fake = service.fake();
        let client = builder(&fake).build().unwrap();
        for _ in 0..3 {
            call(&client).await.unwrap_err();
            assert_eq!(signed_ahead(&fake), [0], "{date}");
        }
    }
}

#[tokio::test]
async fn the_date_of_a_refusal_is_tried_by_its_own_call_only() {
    let service = Service::new([TWENTY_MINUTES; 2]);
    service.set(
        [TWENTY_MINUTES; 2],
        Date::Is("Sat, 01 Jan 2050 00:00:00 GMT"),
    );
    let fake = service.fake();
    let client = builder(&fake).build().unwrap();
    for _ in 0..3 {
        call(&client).await.unwrap_err();
        let ahead = signed_ahead(&fake);
        assert_eq!((ahead.len(), ahead[0]), (2, 0), "{ahead:?}");
        assert!(ahead[1] > 86_400, "{ahead:?}");
    }
    // Whatever was tried before, the right time is found when it is told.
    service.set([TWENTY_MINUTES; 2], Date::Right);
    call(&client).await.unwrap();
    assert_eq!(signed_ahead(&fake), [0, TWENTY_MINUTES]);
    call(&client).await.unwrap();
    assert_eq!(signed_ahead(&fake), [TWENTY_MINUTES]);
}

#[tokio::test]
async fn what_comes_before_the_signature_confirms_no_time() {
    for code in [
        "RequestLimitExceeded.IPLimitExceeded",
        "AuthFailure.SignatureFailure",
        "InternalError",
        "NoSuchVersion",
    ] {
        let requests = AtomicUsize::new(0);
        let fake = Fake::new(move |_| match requests.fetch_add(1, Ordering::SeqCst) {
            0 => Fate::error("AuthFailure.SignatureExpire")
                .header("Date", "Sat, 01 Jan 2050 00:00:00 GMT"),
            1 => Fate::error(code),
            _ => Fate::answered(),
        });
        let client = builder(&fake).build().unwrap();
        call(&client).await.unwrap_err();
        fake.seen();
        call(&client).await.unwrap();
        assert_eq!(signed_ahead(&fake), [0], "{code}");
    }
}

#[tokio::test]
async fn an_offset_that_is_wrong_is_given_up_with_or_without_a_date() {
    for date in [
        Date::None,
        Date::Right,
        Date::Is("Fri, 31 Dec 9999 23:59:59 GMT"),
        Date::Is("nonsense"),
    ] {
        let service = Service::new([TWENTY_MINUTES; 2]);
        let fake = service.fake();
        let client = builder(&fake).build().unwrap();
        call(&client).await.unwrap();
        assert_eq!(signed_ahead(&fake), [0, TWENTY_MINUTES]);
        service.set([0; 2], date);
        call(&client).await.unwrap();
        assert_eq!(signed_ahead(&fake), [TWENTY_MINUTES, 0]);
        call(&client).await.unwrap();
        assert_eq!(signed_ahead(&fake), [0]);
    }
}

#[tokio::test]
async fn an_offset_that_no_longer_helps_is_not_kept_when_nothing_does() {
    let service = Service::new([TWENTY_MINUTES; 2]);
    let fake = service.fake();
    let client = builder(&fake).build().unwrap();
    call(&client).await.unwrap();
    service.set([-TWENTY_MINUTES; 2], Date::None);
    call(&client).await.unwrap_err();
    fake.seen();
    service.set([0; 2], Date::None);
    call(&client).await.unwrap();
    assert_eq!(signed_ahead(&fake), [0]);
}

#[tokio::test]
async fn each_endpoint_has_its_own_time() {
    // Which of the endpoints is ahead by how much, and what the requests are signed with at A, then at B.
    for (ahead, expected) in [
        ([TWENTY_MINUTES, 0], vec![0, TWENTY_MINUTES, 0]),
        ([0, -TWENTY_MINUTES], vec![0, 0, -TWENTY_MINUTES]),
        // One call corrects both.
        (
            [TWENTY_MINUTES, -TWENTY_MINUTES],
            vec![0, TWENTY_MINUTES, 0, -TWENTY_MINUTES],
        ),
    ] {
        let service = Service::new(ahead);
        // A looks at the time and fails.
        let fake = Fake::new(move |seen| {
            let fate = service.answer(seen);
            let is_accepted = fate.outcome.as_ref().unwrap().header("date").is_none();
            match seen.host == A && is_accepted {
                true => Fate::error("InternalError"),
                false => fate,
            }
        });
        let retry = RetryPolicy::default().max_attempts(2);
        let client = builder(&fake)
            .backup_endpoint(B)
            .retry(retry)
            .build()
            .unwrap();
        call(&client).await.unwrap();
        assert_eq!(signed_ahead(&fake), expected);
    }
}
