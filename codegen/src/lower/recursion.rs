//! Types that contain themselves without a list between: a value of them must be boxed.

/// Which types contain each other.
#[derive(Debug, Default)]
pub(super) struct Recursion {
    /// Types of the same number contain each other.
    components: Vec<usize>,
    /// Whether a type contains itself directly.
    is_in_itself: Vec<bool>,
}

impl Recursion {
    /// Finds the types that contain each other; `held` has for each type those of its fields that are no lists.
    pub(super) fn new(held: &[Vec<usize>]) -> Self {
        let with_itself = held.iter().enumerate();
        Self {
            is_in_itself: with_itself
                .map(|(index, held)| held.contains(&index))
                .collect(),
            components: Components::of(held),
        }
    }

    /// Whether a value of one type can contain a value of the other, and that again one of the first.
    pub(super) fn contain_each_other(&self, a: usize, b: usize) -> bool {
        if a == b {
            self.is_in_itself[a]
        } else {
            self.components[a] == self.components[b]
        }
    }
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
    use super::Recursion;

    #[test]
    fn types_that_hold_each_other_are_recursive() {
        // 0 → 0, 1 alone, 2 → 3 → 4 → 2, 5 → 2, 3 → 6
        let held = vec![
            vec![0],
            vec![],
            vec![3],
            vec![4, 6],
            vec![2],
            vec![2],
            vec![],
        ];
        let recursion = Recursion::new(&held);
        assert!(recursion.contain_each_other(0, 0));
        assert!(!recursion.contain_each_other(1, 1));
        assert!(recursion.contain_each_other(2, 3));
        assert!(recursion.contain_each_other(4, 2));
        assert!(!recursion.contain_each_other(5, 2));
        assert!(!recursion.contain_each_other(3, 6));
    }
}
