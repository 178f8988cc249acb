use tokio::runtime::{Builder, Runtime};

use super::*;
use crate::transport::http::certificates::Need;
use crate::transport::http::options::TlsOptions;

fn pools() -> Pools {
    let settings = Settings {
        connect_timeout: Duration::from_secs(1),
        proxies: Proxies::default(),
        tls: Tls::new(&TlsOptions::default(), Need::Nothing).unwrap(),
    };
    Pools::new(settings).unwrap()
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn current(pools: &Pools, runtime: &Runtime) -> Arc<Pool> {
    runtime.block_on(async { pools.current().unwrap() })
}

fn count(pools: &Pools) -> usize {
    lock(&pools.made).pools.len()
}

#[test]
fn a_runtime_keeps_its_pool() {
    let (pools, first, second) = (pools(), runtime(), runtime());
    let pool = current(&pools, &first);
    assert!(!Arc::ptr_eq(&pool, &current(&pools, &second)));
    assert!(Arc::ptr_eq(&pool, &current(&pools, &first)));
    assert_eq!(count(&pools), 2);
}

#[test]
fn pools_go_with_their_runtimes() {
    let pools = pools();
    for _ in 0..100 {
        current(&pools, &runtime());
        assert_eq!(count(&pools), 1);
    }
}

#[test]
fn there_are_never_more_pools_than_the_limit() {
    let pools = pools();
    let runtimes: Vec<_> = (0..MAX_POOLS + 3).map(|_| runtime()).collect();
    let kept: Vec<_> = runtimes
        .iter()
        .map(|runtime| current(&pools, runtime))
        .collect();
    assert_eq!(count(&pools), MAX_POOLS);
    let is_same = |index: usize| Arc::ptr_eq(&kept[index], &current(&pools, &runtimes[index]));
    assert!(is_same(3), "it is among those that stayed");
    assert!(!is_same(0), "the oldest went first, and has another now");
    assert_eq!(count(&pools), MAX_POOLS);
}
