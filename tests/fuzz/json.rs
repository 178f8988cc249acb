//! JSON by chance, and changes of its values that leave it JSON.

use serde_json::{Map, Value};

use crate::input::Input;

/// All values within some values, and the names of fields as texts.
pub(crate) fn nodes(values: &[Value]) -> Vec<Value> {
    let mut nodes = Vec::new();
    let mut waiting: Vec<&Value> = values.iter().collect();
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(list) => waiting.extend(list),
            Value::Object(object) => {
                waiting.extend(object.values());
                nodes.extend(object.keys().cloned().map(Value::from));
            }
            _ => {}
        }
        // Copies of large ones would be what most inputs consist of.
        if value.to_string().len() < 2_000 {
            nodes.push(value.clone());
        }
    }
    nodes
}

/// Any JSON, of which the names are known ones.
pub(crate) fn any(input: &mut Input, nodes: &[Value], depth: u32) -> Value {
    match input.chance.u32(..8) {
        0..2 if depth > 0 => (0..input.chance.usize(..5))
            .map(|_| any(input, nodes, depth - 1))
            .collect(),
        2..5 if depth > 0 => {
            let fields = (0..input.chance.usize(..6))
                .map(|_| (name(input, nodes), any(input, nodes, depth - 1)));
            Value::from(Map::from_iter(fields))
        }
        5 => input.pick(nodes).clone(),
        _ => leaf(input),
    }
}

/// Changes one value somewhere within.
pub(crate) fn change(input: &mut Input, value: &mut Value, nodes: &[Value]) {
    if input.one_in(6) {
        return replace(input, value, nodes);
    }
    match value {
        Value::Array(list) if !list.is_empty() => {
            let index = input.chance.usize(..list.len());
            match input.chance.u32(..8) {
                0 => drop(list.remove(index)),
                1 => list.push(list[index].clone()),
                2 => list.reverse(),
                _ => change(input, &mut list[index], nodes),
            }
        }
        Value::Object(object) if !object.is_empty() => {
            let index = input.chance.usize(..object.len());
            let key = object.keys().nth(index).cloned().unwrap_or_default();
            match input.chance.u32(..10) {
                0 => drop(object.remove(&key)),
                1 => {
                    let value = object.remove(&key).unwrap_or_default();
                    object.insert(name(input, nodes), value);
                }
                2 => drop(object.insert(name(input, nodes), input.pick(nodes).clone())),
                _ => change(input, &mut object[&key], nodes),
            }
        }
        _ => replace(input, value, nodes),
    }
}

fn replace(input: &mut Input, value: &mut Value, nodes: &[Value]) {
    *value = match (input.chance.u32(..5), &*value) {
        (0, _) => leaf(input),
        (1, Value::String(text)) => Value::from(format!("{text}{}", input.text())),
        (2, _) => Value::from(vec![value.clone()]),
        (3, _) => any(input, nodes, 3),
        _ => input.pick(nodes).clone(),
    };
}

fn name(input: &mut Input, nodes: &[Value]) -> String {
    let known = input.pick(nodes).as_str().map(str::to_owned);
    known.unwrap_or_else(|| input.text())
}

fn leaf(input: &mut Input) -> Value {
    match input.chance.u32(..4) {
        0 => input.text().into(),
        1 => input.number().into(),
        2 => serde_json::from_str(&input.number()).unwrap_or_default(),
        _ => input
            .pick(&[
                Value::Null,
                true.into(),
                false.into(),
                (-1).into(),
                u64::MAX.into(),
            ])
            .clone(),
    }
}
