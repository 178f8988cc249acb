//! Reads the XML of COS: elements with text, and nothing else of what XML can be.

use std::fmt;

/// How many elements are read of a document. A list of 1,000 parts has about 5,000.
const MAX_ELEMENTS: usize = 50_000;
/// How deep elements are nested at most.
const MAX_DEPTH: usize = 16;

/// An element with its content. Attributes, comments and the prefixes of namespaces are left out.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Element<'a> {
    pub(super) name: &'a str,
    /// The text between its tags, without white space around it.
    pub(super) text: String,
    pub(super) children: Vec<Element<'a>>,
}

/// Why a text is not read.
#[derive(Debug, PartialEq)]
pub(super) struct Malformed(&'static str);

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl<'a> Element<'a> {
    /// Reads a document, which white space may precede.
    pub(super) fn parse(document: &'a [u8]) -> Result<Self, Malformed> {
        let text = std::str::from_utf8(document).map_err(|_| Malformed("it is not UTF-8"))?;
        let mut reader = Reader {
            rest: text.trim_start_matches('\u{feff}'),
            open: Vec::new(),
            elements: 0,
        };
        reader.read()
    }

    /// The first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The text of the first child of a name; empty if there is none.
    pub(super) fn text_of(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| child.text.as_str())
    }

    /// All children of a name.
    pub(super) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Self> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

struct Reader<'a> {
    rest: &'a str,
    /// The elements that have begun and not ended, the outermost first.
    open: Vec<Element<'a>>,
    elements: usize,
}

impl<'a> Reader<'a> {
    fn read(&mut self) -> Result<Element<'a>, Malformed> {
        loop {
            let text = self.until("<", "it has no element that ends")?;
            if let Some(open) = self.open.last_mut() {
                push_unescaped(&mut open.text, text);
            } else if !text.trim().is_empty() {
                return Err(Malformed("it begins with something else"));
            }
            if let Some(root) = self.markup()? {
                return Ok(root);
            }
        }
    }

    /// Reads what follows a `<`; the root, if it ends there.
    fn markup(&mut self) -> Result<Option<Element<'a>>, Malformed> {
        const UNENDED: &str = "it ends within a tag";

        if self.rest.starts_with('?') {
            self.until("?>", UNENDED)?;
        } else if self.rest.starts_with("!--") {
            self.until("-->", UNENDED)?;
        } else if let Some(rest) = self.rest.strip_prefix("![CDATA[") {
            self.rest = rest;
            let text = self.until("]]>", UNENDED)?;
            let open = self.open.last_mut().ok_or(Malformed("it has no root"))?;
            open.text += text;
        } else if self.rest.starts_with('!') {
            return Err(Malformed("it declares a document type"));
        } else if let Some(rest) = self.rest.strip_prefix('/') {
            self.rest = rest;
            let name = local(self.until(">", UNENDED)?);
            return self.end(name);
        } else {
            let tag = self.until(">", UNENDED)?;
            return self.begin(tag);
        }
        Ok(None)
    }

    fn begin(&mut self, tag: &'a str) -> Result<Option<Element<'a>>, Malformed> {
        self.elements += 1;
        if self.open.len() >= MAX_DEPTH || self.elements > MAX_ELEMENTS {
            return Err(Malformed("it has too many elements"));
        }
        let (tag, is_empty) = match tag.strip_suffix('/') {
            Some(tag) => (tag, true),
            None => (tag, false),
        };
        let name = local(tag.split_ascii_whitespace().next().unwrap_or_default());
        self.open.push(Element {
            name,
            ..Element::default()
        });
        match is_empty {
            true => self.end(name),
            false => Ok(None),
        }
    }

    fn end(&mut self, name: &str) -> Result<Option<Element<'a>>, Malformed> {
        let mut element = self.open.pop().ok_or(Malformed("it has no root"))?;
        if element.name != name {
            return Err(Malformed("its tags do not match"));
        }
        let text = element.text.trim();
        if text.len() != element.text.len() {
            element.text = text.to_owned();
        }
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => return Ok(Some(element)),
        }
        Ok(None)
    }

    /// The text before a mark, behind which reading goes on.
    fn until(&mut self, mark: &str, otherwise: &'static str) -> Result<&'a str, Malformed> {
        let (before, after) = self.rest.split_once(mark).ok_or(Malformed(otherwise))?;
        self.rest = after;
        Ok(before)
    }
}

/// A name without the prefix of its namespace.
fn local(name: &str) -> &str {
    let name = name.trim_ascii();
    name.rsplit(':').next().unwrap_or(name)
}

/// Appends a text with its references resolved. What is no reference stays as it is.
fn push_unescaped(text: &mut String, escaped: &str) {
    let mut pieces = escaped.split('&');
    *text += pieces.next().unwrap_or_default();
    for piece in pieces {
        let resolved = piece
            .split_once(';')
            .and_then(|(name, rest)| Some((referred(name)?, rest)));
        match resolved {
            Some((character, rest)) => {
                text.push(character);
                *text += rest;
            }
            None => {
                text.push('&');
                *text += piece;
            }
        }
    }
}

fn referred(name: &str) -> Option<char> {
    let code = match name {
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        "amp" => return Some('&'),
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        _ => name.strip_prefix('#')?,
    };
    let code = match code.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => code.parse(),
    };
    char::from_u32(code.ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_parts_is_read() {
        let document = "\u{feff}  \n<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
            <!-- by a gateway > --><c:ListPartsResult xmlns:c=\"http://cos/\">\
            <Encoding-type/><Key>a&amp;b &#x89c6;&#39; &unknown; &</Key>\
            <Part n='1'>\n <PartNumber> 1 </PartNumber><ETag>&quot;ab&quot;</ETag></Part>\
            <Part><PartNumber>2</PartNumber><ETag><![CDATA[\"<cd>\"]]></ETag><New><Deep/></New></Part>\
            </c:ListPartsResult> behind";
        let root = Element::parse(document.as_bytes()).unwrap();
        assert_eq!(root.name, "ListPartsResult");
        assert_eq!(root.text_of("Encoding-type"), "");
        assert_eq!(root.text_of("Key"), "a&b 视' &unknown; &");
        let parts: Vec<_> = root
            .all("Part")
            .map(|part| (part.text_of("PartNumber"), part.text_of("ETag")))
            .collect();
        assert_eq!(parts, [("1", "\"ab\""), ("2", "\"<cd>\"")]);
        assert_eq!(root.child("Nothing"), None);
    }

    #[test]
    fn what_is_no_document_is_refused() {
        let deep = "<a>".repeat(MAX_DEPTH + 1);
        let wide = format!("<a>{}</a>", "<b/>".repeat(MAX_ELEMENTS));
        for document in [
            "",
            "   ",
            "no tags",
            "{\"code\": 1}",
            "text <a></a>",
            "<",
            "<a",
            "<a>",
            "<a></b>",
            "</a>",
            "<a><b></a></b>",
            "<!DOCTYPE html><html></html>",
            "<!-- never ends",
            "<a><![CDATA[ never ends</a>",
            &deep,
            &wide,
        ] {
            assert!(Element::parse(document.as_bytes()).is_err(), "{document}");
        }
        assert!(Element::parse(b"<a>\xff</a>").is_err());
    }
}
