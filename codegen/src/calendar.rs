//! Days and times of day that exist.

/// Whether a text is a day that exists, as `2018-10-01`.
pub fn is_day(text: &str) -> bool {
    let has_form = text.len() == 10
        && text.char_indices().all(|(at, c)| match at {
            4 | 7 => c == '-',
            _ => c.is_ascii_digit(),
        });
    has_form && exists(text)
}

/// Whether a time begins with a day that exists, and goes on with a time of day. An example may be a sentinel, as year
/// 0 and year 9999 are.
pub fn exists(text: &str) -> bool {
    text.starts_with("0000-00-00") || parts_exist(text).is_some()
}

/// `None` if one of the numbers of a time is beyond its range; what is missing is in it.
fn parts_exist(text: &str) -> Option<()> {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let mut numbers = numbers.take_while(|number| !number.is_empty());
    let mut within = |min: u32, max: u32| match numbers.next().map(str::parse::<u32>) {
        None => Some(min),
        Some(number) => number.ok().filter(|number| (min..=max).contains(number)),
    };
    let (year, month) = (within(0, 9999)?, within(1, 12)?);
    within(1, days(year, month))?;
    for max in [24, 59, 60] {
        within(0, max)?;
    }
    Some(())
}

fn days(year: u32, month: u32) -> u32 {
    let divides = |number| year.is_multiple_of(number);
    let is_leap = divides(4) && (!divides(100) || divides(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::{exists, is_day};

    #[test]
    fn days_are_those_of_the_calendar() {
        for (text, expected) in [
            ("2018-10-01", true),
            ("2024-02-29", true),
            ("2023-02-29", false),
            ("1900-02-29", false),
            ("2000-02-29", true),
            ("2018-04-31", false),
            ("2018-13-01", false),
            ("2018-00-10", false),
            ("2018-10-00", false),
            ("2018-1-1", false),
            ("2018/10/01", false),
            ("v2018-10-1", false),
            ("", false),
        ] {
            assert_eq!(is_day(text), expected, "{text}");
        }
        for (text, expected) in [
            ("2018-10-01T10:00:00Z", true),
            ("2018-10-01 23:59:60", true),
            ("9999-12-31T23:59:59Z", true),
            ("0000-00-00 00:00:00", true),
            ("2018-10-01T25:00:00Z", false),
            ("2018-10-01T10:61:00Z", false),
            ("2018-02-30T10:00:00Z", false),
        ] {
            assert_eq!(exists(text), expected, "{text}");
        }
    }
}
