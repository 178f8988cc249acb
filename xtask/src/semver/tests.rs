//! Two APIs in, verdicts out.

use super::line::lines;
use super::{breaking_part, compare, differs_in_names_only};
use crate::verdict::Verdict::{self, Additive, Breaking};

type Row<'a> = (&'a str, &'a str, &'a [(Verdict, &'a str)]);

/// What each change is about, and a piece of its reason.
#[track_caller]
fn check(table: &[Row<'_>]) {
    for (old, new, expected) in table {
        let changes = compare(old, new);
        let got: Vec<String> = changes
            .iter()
            .map(|it| format!("{:?} {}: {}", it.verdict, it.line().path, it.reason))
            .collect();
        assert_eq!(got.len(), expected.len(), "{old} -> {new}: {got:#?}");
        for ((verdict, piece), (change, got)) in expected.iter().zip(changes.iter().zip(&got)) {
            assert_eq!(change.verdict, *verdict, "{old} -> {new}: {got}");
            assert!(got.contains(piece), "{piece:?} is not in {got:?}");
        }
    }
}

#[test]
fn what_comes_and_goes() {
    check(&[
        ("mod k\nfn k::f()", "# head\nmod k\nfn k::f()", &[]),
        ("fn k::f()", "", &[(Breaking, "k::f: removed")]),
        ("", "fn k::f()", &[(Additive, "k::f: added")]),
        (
            "struct k::S\nfield k::S::a: u8",
            "",
            &[(Breaking, "k::S: removed")],
        ),
        (
            "",
            "struct k::S\nfield k::S::a: u8\nimpl Clone for k::S",
            &[(Additive, "k::S: added")],
        ),
        (
            "struct k::S\nfield k::S::a: u8",
            "struct k::S",
            &[(Breaking, "k::S::a: removed")],
        ),
        ("struct k::S", "enum k::S", &[(Breaking, "another kind")]),
        ("feature f", "", &[(Breaking, "f: the feature is gone")]),
        (
            "feature f [default]",
            "feature f",
            &[(Breaking, "no longer enabled by default")],
        ),
    ]);
}

#[test]
fn structs_enums_and_traits() {
    check(&[
        (
            "struct k::S",
            "struct k::S\nfield k::S::a: u8",
            &[(Breaking, "a new field")],
        ),
        (
            "struct k::S [non_exhaustive]",
            "struct k::S [non_exhaustive]\nfield k::S::a: u8",
            &[(Additive, "k::S::a")],
        ),
        (
            "struct k::S [private fields]",
            "struct k::S [private fields]\nfield k::S::a: u8",
            &[(Additive, "k::S::a")],
        ),
        (
            "struct k::S",
            "struct k::S [private fields]",
            &[(Breaking, "private fields")],
        ),
        (
            "struct k::S",
            "struct k::S [non_exhaustive]",
            &[(Breaking, "non_exhaustive")],
        ),
        (
            "enum k::E",
            "enum k::E\nvariant k::E::A",
            &[(Breaking, "a new variant")],
        ),
        (
            "enum k::E [non_exhaustive]",
            "enum k::E [non_exhaustive]\nvariant k::E::A",
            &[(Additive, "added")],
        ),
        (
            "enum k::E\nvariant k::E::A(u8)",
            "enum k::E\nvariant k::E::A(u16)",
            &[(Breaking, "k::E::A")],
        ),
        (
            "fn k::C::a(&self, request: &'a k::A) -> k::Call<'a, k::A>\nstruct k::A\n\
             impl Clone + k::Action<Response = k::B> for k::A\nstruct k::B\nfield k::B::c: u8",
            "",
            &[(Breaking, "removed")],
        ),
        (
            "fn k::C::a(&self, request: &'a k::A)\nstruct k::A",
            "struct k::A",
            &[(Breaking, "removed")],
        ),
        (
            "trait k::T",
            "trait k::T\nrequired fn k::T::f()",
            &[(Breaking, "required of all")],
        ),
        (
            "trait k::T: (private)",
            "trait k::T: (private)\nrequired fn k::T::f()",
            &[(Additive, "added")],
        ),
        (
            "trait k::T",
            "trait k::T\nprovided fn k::T::f()",
            &[(Additive, "added")],
        ),
        (
            "trait k::T\nprovided const k::T::C: u8",
            "trait k::T\nrequired const k::T::C: u8",
            &[(Breaking, "no default any more")],
        ),
        (
            "trait k::T: Send",
            "trait k::T: Send + Sync",
            &[(Breaking, "bounds")],
        ),
        (
            "struct k::S<T>",
            "struct k::S<T, U = u8>",
            &[(Additive, "has a default")],
        ),
        (
            "struct k::S<T: Into<u8>>",
            "struct k::S<T: Into<u8>, U>",
            &[(Breaking, "generic")],
        ),
        (
            "impl Clone + From<(u8, u8)> + Debug for k::S\nstruct k::S",
            "impl Clone + Copy + Debug for k::S\nstruct k::S",
            &[
                (
                    Breaking,
                    "impl From<(u8, u8)> for k::S: the trait is no longer implemented",
                ),
                (Additive, "impl Copy for k::S: added"),
            ],
        ),
    ]);
}

#[test]
fn functions() {
    check(&[
        (
            "fn k::f(a: u8)",
            "fn k::f(a: u16)",
            &[(Breaking, "other types")],
        ),
        (
            "fn k::f(a: u8)",
            "fn k::f(a: u8, b: u8)",
            &[(Breaking, "takes 2 arguments and not 1")],
        ),
        (
            "fn k::f(a: u8)",
            "fn k::f(b: u8)",
            &[(Additive, "another name")],
        ),
        (
            "fn k::f(a: u8, b: u8)",
            "fn k::f(b: u8, a: u8)",
            &[(Breaking, "arguments of the same type change places")],
        ),
        (
            "fn k::f(a: impl Into<String>, b: impl Into<k::E>, c: u8)",
            "fn k::f(b: impl Into<k::E>, a: impl Into<String>, c: u8)",
            &[(Breaking, "change places: calls that pass literals compile")],
        ),
        (
            "fn k::f(a: i64, b: u64)",
            "fn k::f(b: u64, a: i64)",
            &[(Breaking, "change places: calls that pass literals compile")],
        ),
        (
            "fn k::f(a: i64, b: impl Into<String>)",
            "fn k::f(b: impl Into<String>, a: i64)",
            &[(Breaking, "its arguments have other types")],
        ),
        (
            "fn k::f(a: impl Into<String>)",
            "fn k::f(a: impl Into<k::E>)",
            &[(Breaking, "its arguments have other types")],
        ),
        ("fn k::f()", "fn k::f() -> u8", &[(Breaking, "signature")]),
        (
            "fn k::f<F: Fn(u8) -> (u8, u8)>(a: F, b: &[(u8, F)])",
            "fn k::f<F: Fn(u8) -> (u8, u8)>(a: F, c: &[(u8, F)])",
            &[(Additive, "another name")],
        ),
        ("fn k::f()", "const fn k::f()", &[(Additive, "`const` now")]),
        (
            "const fn k::f()",
            "fn k::f()",
            &[(Breaking, "no longer `const`")],
        ),
        (
            "fn k::f()",
            "unsafe fn k::f()",
            &[(Breaking, "`unsafe` now")],
        ),
        (
            "fn k::f()",
            "fn k::f() [deprecated] [must_use]",
            &[(Additive, "deprecated")],
        ),
        (
            "fn k::f() [feature \"a\"]",
            "fn k::f()",
            &[(Additive, "fewer features")],
        ),
        (
            "fn k::f()",
            "fn k::f() [feature \"a\"]",
            &[(Breaking, "it takes feature \"a\" now")],
        ),
        (
            "fn k::S<'a, T>::f(self) -> &'a [u8]\nfn k::S<'_, u8>::f()",
            "fn k::S<'a, T>::f(self) -> &'a [u8]",
            &[(Breaking, "k::S<'_, u8>::f: removed")],
        ),
    ]);
}

#[test]
fn only_names_differ_where_nothing_else_does() {
    for (new, expected) in [
        ("const fn k::f(b: u8)", true),
        ("fn k::f(b: u8)", false),
        ("const fn k::f(b: u16)", false),
        ("const fn k::f(b: u8) [deprecated]", false),
    ] {
        let [old, new] = ["const fn k::f(a: u8)", new].map(|text| lines(text).remove(0));
        assert_eq!(differs_in_names_only(&old, &new), expected, "{new}");
    }
}

#[test]
fn what_leaves_its_old_name_behind_breaks_nothing() {
    check(&[
        (
            "struct k::a::S\nfield k::a::S::x: k::a::S\nfn k::f() -> k::a::S\nstruct k::a::Si",
            "struct k::S\nuse k::a::S = k::S\nfield k::S::x: k::S\nfn k::f() -> k::S\nstruct k::a::Si",
            &[(Additive, "k::a::S: added")],
        ),
        (
            "struct k::a::S\nfn k::f() -> k::a::S",
            "struct k::S\nfn k::f() -> k::S",
            &[
                (Breaking, "k::a::S: removed"),
                (Breaking, "k::f: its signature"),
                (Additive, "k::S: added"),
            ],
        ),
    ]);
}

#[test]
fn the_breaking_part_is_that_of_what_is_not_released_yet() {
    let changelog = "# Changelog\n\n## Unreleased\n\n- a\n\n### Breaking\n\n- b\n\n### Added\n- c\n\
                     ## 0.2.0 (2026-01-01)\n### Breaking\n- d\n## 0.1.0\n### Breaking\n- e\n";
    for (version, part) in [("0.2.0", "\n- b\n\n- d\n"), ("0.3.0", "\n- b\n\n")] {
        assert_eq!(breaking_part(changelog, version), part);
    }
}
