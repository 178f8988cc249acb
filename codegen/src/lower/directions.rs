//! Where types are used, and which contain themselves.

/// Where a type is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// In requests only.
    Requests,
    /// In responses only.
    Responses,
    /// In both, or nowhere yet.
    Both,
}

impl Direction {
    /// Whether a caller may have to build a value.
    pub(super) fn is_in_requests(self) -> bool {
        self != Self::Responses
    }

    /// Whether a caller may be given a value.
    pub(super) fn is_in_responses(self) -> bool {
        self != Self::Requests
    }
}

/// A type that is used, and whether it is in a list.
type Use = (usize, bool);

/// Which type uses which.
#[derive(Debug, Default)]
pub(super) struct Graph {
    directions: Vec<Direction>,
    /// Types of the same number contain each other without a list between.
    components: Vec<usize>,
    /// Whether a type contains itself directly, without a list between.
    is_in_itself: Vec<bool>,
}

impl Graph {
    /// The graph of the uses by each type, by the requests and by the responses.
    pub(super) fn new(uses: Vec<Vec<Use>>, by_requests: &[Use], by_responses: &[Use]) -> Self {
        let in_requests = reach(&uses, by_requests);
        let in_responses = reach(&uses, by_responses);
        let uses_of_each = in_requests.into_iter().zip(in_responses);
        let directions = uses_of_each.map(direction).collect();
        let held = |used: &Vec<Use>| -> Vec<usize> {
            used.iter()
                .filter(|(_, is_list)| !is_list)
                .map(|(index, _)| *index)
                .collect()
        };
        let held: Vec<Vec<usize>> = uses.iter().map(held).collect();
        let with_itself = held.iter().enumerate();
        Self {
            directions,
            is_in_itself: with_itself
                .map(|(index, held)| held.contains(&index))
                .collect(),
            components: Components::of(&held),
        }
    }

    pub(super) fn direction(&self, index: usize) -> Direction {
        self.directions[index]
    }

    pub(super) fn contain_each_other(&self, a: usize, b: usize) -> bool {
        if a == b {
            self.is_in_itself[a]
        } else {
            self.components[a] == self.components[b]
        }
    }
}

fn direction(used: (bool, bool)) -> Direction {
    match used {
        (true, false) => Direction::Requests,
        (false, true) => Direction::Responses,
        (true, true) | (false, false) => Direction::Both,
    }
}

fn reach(uses: &[Vec<Use>], from: &[Use]) -> Vec<bool> {
    let mut reached = vec![false; uses.len()];
    let mut waiting: Vec<usize> = from.iter().map(|(index, _)| *index).collect();
    while let Some(index) = waiting.pop() {
        if !std::mem::replace(&mut reached[index], true) {
            waiting.extend(uses[index].iter().map(|(used, _)| *used));
        }
    }
    reached
}

/// Tarjan's algorithm for the strongly connected components of a graph.
struct Components<'a> {
    edges: &'a [Vec<usize>],
    order: Vec<Option<usize>>,
    lowest: Vec<usize>,
    component: Vec<Option<usize>>,
    stack: Vec<usize>,
    visited: usize,
    found: usize,
}

impl<'a> Components<'a> {
    /// The number of each node's component.
    fn of(edges: &'a [Vec<usize>]) -> Vec<usize> {
        let count = edges.len();
        let mut components = Self {
            edges,
            order: vec![None; count],
            lowest: vec![0; count],
            component: vec![None; count],
            stack: Vec::new(),
            visited: 0,
            found: 0,
        };
        for node in 0..count {
            if components.order[node].is_none() {
                components.search(node);
            }
        }
        components.component.into_iter().flatten().collect()
    }

    /// Searches in depth, with the way from the start on a list of its own: a spec may nest deeply.
    fn search(&mut self, start: usize) {
        let mut way = vec![(self.visit(start), 0)];
        while let Some((node, next)) = way.pop() {
            match self.edges[node].get(next).copied() {
                Some(target) => {
                    way.push((node, next + 1));
                    match (self.order[target], self.component[target]) {
                        (None, _) => way.push((self.visit(target), 0)),
                        (Some(order), None) => self.lowest[node] = self.lowest[node].min(order),
                        (Some(_), Some(_)) => {}
                    }
                }
                None => {
                    self.close(node);
                    if let Some((parent, _)) = way.last() {
                        self.lowest[*parent] = self.lowest[*parent].min(self.lowest[node]);
                    }
                }
            }
        }
    }

    fn visit(&mut self, node: usize) -> usize {
        self.order[node] = Some(self.visited);
        self.lowest[node] = self.visited;
        self.visited += 1;
        self.stack.push(node);
        node
    }

    /// Takes a component off the stack, if the node is the first of it that was visited.
    fn close(&mut self, node: usize) {
        if self.order[node] != Some(self.lowest[node]) {
            return;
        }
        while let Some(member) = self.stack.pop() {
            self.component[member] = Some(self.found);
            if member == node {
                break;
            }
        }
        self.found += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Direction, Graph};

    #[test]
    fn directions_follow_every_use() {
        // 0 → 1 → [2], 3 → 2, 4 alone
        let uses = vec![
            vec![(1, false)],
            vec![(2, true)],
            vec![],
            vec![(2, false)],
            vec![],
        ];
        let graph = Graph::new(uses, &[(0, false)], &[(3, true)]);
        let expected = [
            Direction::Requests,
            Direction::Requests,
            Direction::Both,
            Direction::Responses,
            Direction::Both,
        ];
        for (index, expected) in expected.into_iter().enumerate() {
            assert_eq!(graph.direction(index), expected, "{index}");
        }
    }

    #[test]
    fn only_types_that_hold_each_other_without_a_list_are_recursive() {
        // 0 → 0, 1 → [1], 2 → 3 → 4 → 2, 5 → 2, 3 → 6
        let uses = vec![
            vec![(0, false)],
            vec![(1, true)],
            vec![(3, false)],
            vec![(4, false), (6, false)],
            vec![(2, false)],
            vec![(2, false)],
            vec![],
        ];
        let graph = Graph::new(uses, &[], &[]);
        assert!(graph.contain_each_other(0, 0));
        assert!(!graph.contain_each_other(1, 1));
        assert!(graph.contain_each_other(2, 3));
        assert!(graph.contain_each_other(4, 2));
        assert!(!graph.contain_each_other(5, 2));
        assert!(!graph.contain_each_other(3, 6));
    }
}
