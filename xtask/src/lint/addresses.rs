//! Addresses: of the official pages, and in examples, where those of upstream tell accounts and people's names.

use std::collections::BTreeMap;

use serde_json::Value;
use vod_codegen::problem::{Place, code};
use vod_codegen::read::Version;

use super::findings::Findings;
use super::walk::fields;
use super::{Rule, Severity};
use crate::import::neutral_address;

pub(super) const FOREIGN_ADDRESS: Rule = Rule {
    name: "foreign-address",
    about: "An address in an example that is not on `example.com` or below it. Write one that is: others \
            belong to somebody.",
    severity: Severity::Error,
};

pub(super) const FOREIGN_PAGE: Rule = Rule {
    name: "foreign-page",
    about: "A `page` that is no page of Tencent Cloud's documentation, or one of another product than the service's. \
            Write the address of the official page.",
    severity: Severity::Error,
};

pub(super) const SAME_PAGE: Rule = Rule {
    name: "same-page",
    about: "A `page` that another action has already, or that is the service's. Write the address of the action's own \
            page, or remove it.",
    severity: Severity::Error,
};

/// The hosts of the official documentation.
const OFFICIAL: &[&str] = &["www.tencentcloud.com", "cloud.tencent.com"];

/// Checks the examples of every field and every call of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    let service = (&version.service.value.page, version.service.file);
    let actions = version.actions.iter();
    let actions = actions.map(|file| (&file.value.page, file.file));
    for (page, file) in actions.chain([service]) {
        check_page(page.as_deref(), Place::file(file).key("page"), findings);
    }
    check_numbers(version, findings);
    for at in fields(version) {
        if let Some(example) = &at.field.example {
            check_value(example, at.place.key("example"), findings);
        }
    }
    for file in &version.actions {
        let list = Place::file(file.file).key("examples");
        for (index, example) in file.value.examples.iter().enumerate() {
            let place = list.index(index);
            check_value(&example.request, place.key("request"), findings);
            if let Some(response) = &example.response {
                check_value(response, place.key("response"), findings);
            }
        }
    }
}

fn check_page(page: Option<&str>, place: Place, findings: &mut Findings) {
    let Some((scheme, rest)) = page.and_then(|page| page.split_once("://")) else {
        return;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if scheme != "https" || !OFFICIAL.contains(&host) {
        let message = format!(
            "{} is no official page",
            code(&format!("{scheme}://{host}"))
        );
        let hint = "write its address on `https://www.tencentcloud.com`, or remove it";
        findings.add(&FOREIGN_PAGE, place, message, hint);
        return;
    }
    if !rest[host.len()..].contains("/document/") {
        let message = format!("{} is no page of the documentation", code(rest));
        let hint = "write its address below `https://www.tencentcloud.com/document/product`";
        findings.add(&FOREIGN_PAGE, place, message, hint);
    }
}

/// Checks the numbers in the addresses: a page that was copied from another action, or is of another product.
fn check_numbers(version: &Version, findings: &mut Findings) {
    let service = version.service.value.page.as_deref().and_then(numbers);
    let product = service.map(|it| it.product);
    let mut owners: BTreeMap<Numbers<'_>, String> = BTreeMap::new();
    owners.extend(service.map(|it| (it, "`service.json`".to_owned())));
    for file in &version.actions {
        let Some(numbers) = file.value.page.as_deref().and_then(numbers) else {
            continue;
        };
        let place = Place::file(file.file).key("page");
        if let Some(owner) = owners.get(&numbers) {
            let message = format!("this is the page of {owner} too");
            let hint = "write the address of each action's own page, or remove the wrong one";
            findings.add(&SAME_PAGE, place, message, hint);
            continue;
        }
        owners.insert(numbers, code(&file.value.name));
        if let Some(product) = product.filter(|it| *it != numbers.product) {
            let message = format!(
                "this is a page of the product {}, and the service is {}",
                code(numbers.product),
                code(product)
            );
            let hint = "write the address of the action's own page, or remove it";
            findings.add(&FOREIGN_PAGE, place, message, hint);
        }
    }
}

/// What tells a page of the documentation from others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Numbers<'a> {
    host: &'a str,
    product: &'a str,
    /// Absent on the page of the product.
    page: Option<&'a str>,
}

/// The numbers in `https://HOST/document/product/266/34176`; `None` if the address is another.
fn numbers(page: &str) -> Option<Numbers<'_>> {
    let (_, rest) = page.split_once("://")?;
    let path = rest.split(['?', '#']).next()?;
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let host = parts.next()?;
    let is_number = |part: &&str| part.chars().all(|c| c.is_ascii_digit());
    let mut numbers = parts.filter(is_number);
    Some(Numbers {
        host,
        product: numbers.next()?,
        page: numbers.next(),
    })
}

fn check_value(value: &Value, place: Place, findings: &mut Findings) {
    match value {
        Value::String(text) => {
            if let Some(neutral) = neutral_address(text) {
                let message = format!("{} is somebody's address", code(text));
                let hint = format!("write `{neutral}`");
                findings.add(&FOREIGN_ADDRESS, place, message, hint);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                check_value(item, place.index(index), findings);
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                check_value(value, place.key(key), findings);
            }
        }
        _ => {}
    }
}
