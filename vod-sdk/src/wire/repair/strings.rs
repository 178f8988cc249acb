//! Strings: their escapes, and what should have been one.

use super::Repair;

/// The meaning of an escape.
enum Escaped {
    Character(char),
    /// A plain character after a meaningless backslash.
    Unknown(char),
    /// A part of UTF-16, which may be half of a character.
    Unit(u16),
}

impl Repair<'_> {
    /// Repairs a string whose opening quote is read.
    pub(super) fn string(&mut self, quote: char) -> Option<()> {
        let mut high = None;
        self.write("\"");
        loop {
            let c = self.next()?;
            let escaped = match c {
                '\\' => self.escape()?,
                c => Escaped::Character(c),
            };
            if let Escaped::Unit(unit) = escaped {
                high = self.unit(high, unit);
                continue;
            }
            self.unpaired(high.take());
            match escaped {
                Escaped::Character(end) if end == quote && c == quote => break,
                Escaped::Character(c) => self.character(c),
                Escaped::Unknown(c) => {
                    self.character('\\');
                    self.character(c);
                }
                Escaped::Unit(_) => {}
            }
        }
        self.write("\"");
        Some(())
    }

    fn escape(&mut self) -> Option<Escaped> {
        Some(match self.next()? {
            'b' => Escaped::Character('\u{8}'),
            'f' => Escaped::Character('\u{c}'),
            'n' => Escaped::Character('\n'),
            'r' => Escaped::Character('\r'),
            't' => Escaped::Character('\t'),
            c @ ('"' | '\'' | '\\' | '/') => Escaped::Character(c),
            'u' => self.hexadecimal(),
            c => Escaped::Unknown(c),
        })
    }

    /// The four digits of `\u`; fewer are no character.
    fn hexadecimal(&mut self) -> Escaped {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.characters.next_if(char::is_ascii_hexdigit);
            let Some(digit) = digit.and_then(|digit| digit.to_digit(16)) else {
                return Escaped::Character(char::REPLACEMENT_CHARACTER);
            };
            unit = unit << 4 | digit;
        }
        Escaped::Unit(unit as u16)
    }

    /// Writes a unit of UTF-16, or keeps it if it is the first half of a character.
    fn unit(&mut self, high: Option<u16>, unit: u16) -> Option<u16> {
        let is_high = (0xd800..0xdc00).contains(&unit);
        let is_low = (0xdc00..0xe000).contains(&unit);
        let units = match (high, is_low) {
            (Some(high), true) => [high, unit],
            _ => {
                self.unpaired(high);
                if is_high {
                    return Some(unit);
                }
                [unit, 0]
            }
        };
        let decoded = char::decode_utf16(units).next();
        let decoded = decoded.and_then(Result::ok);
        self.character(decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
        None
    }

    /// Writes the replacement character for an unpaired surrogate.
    fn unpaired(&mut self, high: Option<u16>) {
        if high.is_some() {
            self.character(char::REPLACEMENT_CHARACTER);
        }
    }

    /// Writes a character as it is in a JSON string.
    fn character(&mut self, c: char) {
        match c {
            '"' => self.write("\\\""),
            '\\' => self.write("\\\\"),
            '\n' => self.write("\\n"),
            '\r' => self.write("\\r"),
            '\t' => self.write("\\t"),
            '\0'..' ' => self.write(&format!("\\u{:04x}", u32::from(c))),
            c => self.write(c.encode_utf8(&mut [0; 4])),
        }
    }
}
