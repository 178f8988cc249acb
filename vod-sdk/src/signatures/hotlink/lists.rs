//! Lists of domains and regions.

use crate::signatures::error::SignatureError;

/// The most entries that a list has.
const MOST: usize = 10;

type List = Option<Vec<String>>;

/// The lists of an address. An empty one is not an absent one: without its parameter, everyone could play.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    pub(super) allow_referers: List,
    pub(super) block_referers: List,
    pub(super) allow_regions: List,
    pub(super) block_regions: List,
}

impl Lists {
    pub(super) fn check(&self) -> Result<(), SignatureError> {
        check("allow_referers", &self.allow_referers, check_domain)?;
        check("block_referers", &self.block_referers, check_domain)?;
        check("allow_regions", &self.allow_regions, check_region)?;
        check("block_regions", &self.block_regions, check_region)
    }
}

/// A list as it is hashed and sent; empty if it is absent.
pub(super) fn joined(list: &List) -> String {
    list.as_ref().map_or(String::new(), |items| items.join(","))
}

fn check(
    parameter: &'static str,
    list: &List,
    check_item: fn(&str) -> Result<(), &'static str>,
) -> Result<(), SignatureError> {
    let Some(items) = list else {
        return Ok(());
    };
    if !(1..=MOST).contains(&items.len()) {
        let length = items.len();
        return Err(SignatureError::new(
            parameter,
            format_args!(
                "has {length} entries, and a list has 1 to {MOST}: leave it out for no list"
            ),
        ));
    }
    let check_item = |item: &String| {
        check_item(item).map_err(|fault| SignatureError::of_item(parameter, item, fault))
    };
    items.iter().try_for_each(check_item)
}

fn check_domain(domain: &str) -> Result<(), &'static str> {
    let is_of_a_domain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.*".contains(&byte);
    if domain.contains('/') {
        Err("which is more than a domain: leave out the scheme and the path")
    } else if domain.is_empty() || !domain.bytes().all(is_of_a_domain) {
        Err(
            "which is no domain: write example.com or *.example.com, and what is not ASCII in Punycode",
        )
    } else {
        Ok(())
    }
}

fn check_region(code: &str) -> Result<(), &'static str> {
    if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        Ok(())
    } else {
        Err("which is no code of three capital letters, such as SGP (ISO 3166-1 alpha-3)")
    }
}
