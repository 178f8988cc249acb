//! Source in, lines out.

use super::{Crate, Outline, SourceError, public_api};
use crate::manifest::Feature;

/// The public API of a crate `k` with these files, but for the line of the crate itself.
fn api(files: &[(&str, &str)]) -> Result<String, Vec<SourceError>> {
    let outline = |(path, text): &(&str, &str)| Outline::parse(path, text).map_err(|e| vec![e]);
    let outlines: Result<Vec<_>, _> = files.iter().map(outline).collect();
    let mut krate = Crate {
        name: "k".to_owned(),
        features: Vec::new(),
        outlines: outlines?,
    };
    let api = public_api(&krate)?;
    krate.outlines.reverse();
    assert_eq!(public_api(&krate)?, api, "the order of the files");
    Ok(api.replacen("mod k\n", "", 1))
}

#[track_caller]
fn check(files: &[(&str, &str)], expected: &[&str]) {
    let api = api(files).expect("Rust");
    let lines: Vec<&str> = api.lines().collect();
    assert_eq!(lines, expected, "{files:?}");
}

#[track_caller]
fn check_table(table: &[(&str, &[&str])]) {
    for (source, expected) in table {
        check(&[("lib.rs", source)], expected);
    }
}

#[test]
fn names_that_are_keywords_or_lower_case() {
    check(
        &[
            (
                "lib.rs",
                "mod r#move; pub use r#move::point; pub fn f(p: point) {}",
            ),
            (
                "move.rs",
                "pub struct point; impl point { pub fn new() -> point { point } }",
            ),
        ],
        &[
            "fn k::f(p: k::point)",
            "struct k::point",
            "fn k::point::new() -> k::point",
        ],
    );
}

#[test]
fn items() {
    check_table(&[
        (
            "fn f() {} struct S; const C: u8 = 1; mod m { pub fn f() {} }",
            &[],
        ),
        ("pub(crate) fn f() {} pub(self) struct S;", &[]),
        (
            "pub fn f(a: u8, mut b: &'static str,) -> bool { true }",
            &["fn k::f(a: u8, b: &'static str) -> bool"],
        ),
        (
            "pub const unsafe fn f() {} pub async fn g<T: Send>(_: T) where T: Clone {}",
            &[
                "const unsafe fn k::f()",
                "async fn k::g<T: Send>(_: T) where T: Clone",
            ],
        ),
        (
            "pub const C: &[(&str, u8)] = &[]; pub static S: u8 = 1;",
            &["const k::C: &[(&str, u8)]", "static k::S: u8"],
        ),
        (
            "pub type F<'a, R> = Box<dyn Fn(&R) -> Option<&'a mut [u8]> + Send + 'a>;",
            &["type k::F<'a, R> = Box<dyn Fn(&R) -> Option<&'a mut [u8]> + Send + 'a>"],
        ),
        (
            "#[macro_export] macro_rules! m { () => {} }",
            &["macro k::m!"],
        ),
        (
            "#[cfg(test)] pub fn f() {} #[doc(hidden)] pub fn g() {} #[doc(alias = \"i\", hidden)] pub fn h() {}",
            &[],
        ),
        (
            "#[deprecated = \"no\"] #[must_use] pub fn f() {}",
            &["fn k::f() [deprecated] [must_use]"],
        ),
    ]);
}

#[test]
fn structs_and_enums() {
    check_table(&[
        (
            "pub struct S { pub a: u8, pub b: Option<String> }",
            &[
                "struct k::S",
                "field k::S::a: u8",
                "field k::S::b: Option<String>",
            ],
        ),
        (
            "#[non_exhaustive] pub struct S { #[deprecated] pub a: u8, b: u8 }",
            &[
                "struct k::S [non_exhaustive] [private fields]",
                "field k::S::a: u8 [deprecated]",
            ],
        ),
        (
            "pub struct S<'a, T: Clone = u8>(pub &'a T, pub(crate) u8) where T: Send;",
            &[
                "struct k::S<'a, T: Clone = u8> where T: Send [private fields]",
                "field k::S::0: &'a T",
            ],
        ),
        (
            "#[non_exhaustive] pub enum E { A, B(u8, String), #[non_exhaustive] C { d: u8 } }",
            &[
                "enum k::E [non_exhaustive]",
                "variant k::E::A",
                "variant k::E::B(u8, String)",
                "variant k::E::C { d: u8 } [non_exhaustive]",
            ],
        ),
    ]);
}

#[test]
fn traits() {
    check_table(&[
        (
            "pub trait T<'a>: Send + 'a where Self: Sized { \
                 type A: Clone; const C: u8; const D: u8 = 1; \
                 fn a(&self) -> Self::A; fn b(&mut self, _: u8) {} }",
            &[
                "trait k::T<'a>: Send + 'a where Self: Sized",
                "required type k::T::A: Clone",
                "required const k::T::C: u8",
                "provided const k::T::D: u8",
                "required fn k::T::a(&self) -> Self::A",
                "provided fn k::T::b(&mut self, _: u8)",
            ],
        ),
        ("pub unsafe trait T {}", &["unsafe trait k::T"]),
    ]);
}

#[test]
fn implementations() {
    check_table(&[
        (
            "use std::fmt; #[derive(Clone, Debug)] pub struct S; \
             impl S { pub const C: u8 = 1; pub fn f(mut self) -> Self { self } fn g() {} } \
             impl fmt::Display for S {} impl core::hash::Hash for S {} impl Drop for S {}",
            &[
                "struct k::S",
                "impl Clone + std::fmt::Debug + std::fmt::Display + std::hash::Hash for k::S",
                "const k::S::C: u8",
                "fn k::S::f(self) -> Self",
            ],
        ),
        (
            "#[derive(Clone)] pub struct S<'a, T>(pub &'a T); \
             impl<T: Clone> S<'_, T> { pub fn f() {} } \
             impl<'a> From<&'a str> for S<'a, str> {} \
             impl<'a, T> std::future::IntoFuture for S<'a, T> { type Output = T; }",
            &[
                "struct k::S<'a, T>",
                "field k::S::0: &'a T",
                "impl<T: Clone> Clone for k::S<'_, T>",
                "fn k::S<'_, T>::f() where T: Clone",
                "impl<'a, T> IntoFuture<Output = T> for k::S<'a, T>",
                "impl From<&'a str> for k::S<'a, str>",
            ],
        ),
        (
            "struct Private; trait Hidden {} pub struct S; impl Hidden for S {} \
             impl From<Private> for S {} impl Private { pub fn f() {} } impl Clone for Private {}",
            &["struct k::S"],
        ),
        (
            "pub trait T {} impl T for bool {} impl<A: T + ?Sized> T for Vec<A> {}",
            &[
                "impl<A: k::T + ?Sized> k::T for Vec<A>",
                "impl k::T for bool",
                "trait k::T",
            ],
        ),
    ]);
}

#[test]
fn names_are_spelled_out() {
    let files = [
        (
            "lib.rs",
            "mod a; pub mod b; pub use a::{A, E as Error}; pub use b::inner::*; \
             pub fn f(a: A, b: b::B, error: Error, c: C) -> std::result::Result<(), Error> {}",
        ),
        (
            "a.rs",
            "use super::b::B; use std::io::{self, Read as R}; use crate::Error as Mine; \
             pub struct A; pub enum E { V } \
             impl A { pub fn f(b: B, c: &dyn R) -> io::Result<Mine> {} pub fn g(self, a: A) {} }",
        ),
        (
            "b/mod.rs",
            "pub(crate) mod inner; pub struct B; use inner::*; pub fn f(c: C, other: Unknown) {} \
             use super::f; pub use super::A as Alias;",
        ),
        ("b/inner.rs", "pub struct C; pub(crate) struct Hidden;"),
    ];
    check(
        &files,
        &[
            "struct k::A",
            "fn k::A::f(b: k::b::B, c: &dyn std::io::Read) -> std::io::Result<k::Error>",
            "fn k::A::g(self, a: k::A)",
            "struct k::C",
            "enum k::Error",
            "variant k::Error::V",
            "mod k::b",
            "use k::b::Alias = k::A",
            "struct k::b::B",
            "fn k::b::f(c: k::C, other: Unknown)",
            "fn k::f(a: k::A, b: k::b::B, error: k::Error, c: k::C) -> Result<(), k::Error>",
        ],
    );
}

#[test]
fn private_bounds_are_not_named() {
    check(
        &[
            (
                "lib.rs",
                "mod p; pub trait T: p::Sealed + Send { type R: p::Sealed; }",
            ),
            ("p.rs", "pub trait Sealed {}"),
        ],
        &[
            "trait k::T: (private) + Send",
            "required type k::T::R: (private)",
        ],
    );
}

#[test]
fn features_are_told_of_all_that_needs_them() {
    let files = [
        (
            "lib.rs",
            "#[cfg(feature = \"f\")] pub mod m; mod p; #[cfg(feature = \"g\")] pub use p::P; \
             #[cfg(all(unix, feature = \"g\"))] pub fn f() {}",
        ),
        (
            "m.rs",
            "#[must_use] pub struct S { pub a: u8 } impl S { pub fn f() {} } impl Clone for S {} \
             impl Clone for crate::P {}",
        ),
        (
            "p.rs",
            "pub struct P; impl P { #[cfg(feature = \"h\")] pub fn f() {} }",
        ),
    ];
    check(
        &files,
        &[
            "struct k::P [feature \"g\"]",
            "impl Clone for k::P [feature \"f\"] [feature \"g\"]",
            "fn k::P::f() [feature \"g\"] [feature \"h\"]",
            "fn k::f() [cfg(all(unix, feature = \"g\"))]",
            "mod k::m [feature \"f\"]",
            "struct k::m::S [feature \"f\"] [must_use]",
            "impl Clone for k::m::S [feature \"f\"]",
            "field k::m::S::a: u8 [feature \"f\"]",
            "fn k::m::S::f() [feature \"f\"]",
        ],
    );
}

#[test]
fn macros_that_only_implement_traits_are_known() {
    check_table(&[("thread_local! { static A: u8 = const { 1 }; }", &[])]);
    check(
        &[
            (
                "lib.rs",
                "mod n; pub use n::*; #[doc(hidden)] pub mod hidden;",
            ),
            (
                "n.rs",
                "pub struct A; pub struct B; wire_object!(A, B = Default);",
            ),
            ("hidden.rs", "anything! { pub struct C; }"),
        ],
        &[
            "struct k::A",
            "impl serde::Deserialize<'de> + serde::Serialize for k::A",
            "struct k::B",
            "impl serde::Deserialize<'de> + serde::Serialize for k::B",
        ],
    );
}

#[test]
fn what_is_not_understood_is_an_error_in_its_file() {
    for (source, message) in [
        ("pub fn f( {}", "a.rs: this is not Rust: "),
        (
            "thread_local! { pub static A: u8 = 1; }",
            "a.rs: what `thread_local!` declares is not known",
        ),
        (
            "macro_rules! m { ($a:ident) => { pub struct $a; } } m!(A);",
            "a.rs: what `m!` declares is not known: write the items out",
        ),
    ] {
        let errors = api(&[("lib.rs", "mod a;"), ("a.rs", source)]).expect_err(source);
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].starts_with(message), "{errors:?}");
    }
}

#[test]
fn circles_end() {
    check(
        &[
            ("lib.rs", "pub mod a; pub use a::X; pub use a::*;"),
            (
                "a.rs",
                "pub use crate::X; pub use crate::*; pub use crate::a::Y as Z; pub use self::Z as Y;",
            ),
        ],
        &["mod k::a", "use k::a::a = k::a"],
    );
}

#[test]
fn features_are_items_too() {
    let feature = |name: &str, is_default| Feature {
        name: name.to_owned(),
        is_default,
    };
    let krate = Crate {
        name: "k".to_owned(),
        features: vec![feature("b", true), feature("a", false)],
        outlines: vec![Outline::parse("lib.rs", "").expect("Rust")],
    };
    let api = public_api(&krate).expect("Rust");
    assert_eq!(api, "feature a\nfeature b [default]\nmod k\n");
}
