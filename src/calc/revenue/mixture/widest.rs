//! Which deals are looked at one by one: those with most of the variance.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::fineness::Fineness;
use super::pool::Group;

/// The deals with most of the variance, and the others: as many of these as it takes for four
/// cumulants to tell them; none with `alone`.
pub(super) fn split(
    mut open: Vec<Group>,
    fineness: &Fineness,
    alone: bool,
) -> (Vec<Group>, Vec<Group>) {
    let (least, most) = if alone { (open.len(), open.len()) } else { fineness.singles };
    let (mut singles, most) = (least.min(open.len()), most.min(open.len()));
    let mut places = widest(&open, most);
    let sum = |of: fn(&Group) -> f64, places: &[usize]| -> f64 {
        places.iter().map(|place| of(&open[*place])).sum()
    };
    let total: f64 = open.iter().map(|deal| deal.variance).sum();
    let all: f64 = open.iter().map(Group::tailed).sum();
    let mut tailed = all - sum(Group::tailed, &places[..singles]);
    while singles < most && tailed > fineness.tailed * total * total {
        let more = (2 * singles).min(most);
        tailed -= sum(Group::tailed, &places[singles..more]);
        singles = more;
    }
    places.truncate(singles);
    // From the last on, so that none moves before it is taken.
    places.sort_unstable_by_key(|place| Reverse(*place));
    let mut taken: Vec<Group> = places.into_iter().map(|place| open.swap_remove(place)).collect();
    taken.sort_unstable_by(|a, b| b.evenness().total_cmp(&a.evenness()));
    (taken, open)
}

/// So many deals may stand aside: each of the amounts that they can come to has a lattice of its own.
const MOST_ASIDE: usize = 6;
/// Deals stand aside where the others together are so much narrower than all.
const NARROWER: f64 = 8.0;

/// How many of the widest stand aside, so that a lattice for the others is not much coarser than
/// it can be. Groups ascend by their variance; `other` is that of what is no deal.
pub(super) fn aside(groups: &[Group], other: f64) -> usize {
    let sum = |aside: usize| -> f64 {
        let rest = &groups[..groups.len() - aside];
        other + rest.iter().map(|group| group.variance).sum::<f64>()
    };
    let most = most_aside(groups);
    let narrow = sum(most);
    (0..most).find(|aside| sum(*aside) <= NARROWER * NARROWER * narrow).unwrap_or(most)
}

/// How many may at most: single deals, and not all that there are.
pub(super) fn most_aside(groups: &[Group]) -> usize {
    let most = groups.len().saturating_sub(1).min(MOST_ASIDE);
    groups.iter().rev().take(most).take_while(|group| group.count == 1).count()
}

/// The places of the `count` deals with most of the variance, the widest first. Only the widest so
/// far are kept in order: hardly any of a long list is among them.
fn widest(open: &[Group], count: usize) -> Vec<usize> {
    let mut kept: BinaryHeap<Reverse<(u64, usize)>> = BinaryHeap::with_capacity(count + 1);
    let mut least = 0;
    for (place, deal) in open.iter().enumerate() {
        // Of numbers that are not negative, the bits are in the order of the numbers.
        let width = deal.variance.to_bits();
        if kept.len() >= count && width <= least {
            continue;
        }
        kept.push(Reverse((width, place)));
        if kept.len() > count {
            kept.pop();
        }
        least = kept.peek().map_or(0, |Reverse((width, _))| *width);
    }
    kept.into_sorted_vec().into_iter().map(|Reverse((_, place))| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::revenue::Precision;

    fn deals(count: i64) -> Vec<Group> {
        (0..count)
            .map(|i| Group::new(1 + i * 7919 % 1009, 1, 0.3 + 0.001 * (i % 7) as f64))
            .collect()
    }

    #[test]
    fn the_widest_come_first() {
        let deals = deals(500);
        let places = widest(&deals, 40);
        let mut sorted: Vec<f64> = deals.iter().map(|deal| deal.variance).collect();
        sorted.sort_by(|a, b| b.total_cmp(a));
        let found: Vec<f64> = places.iter().map(|place| deals[*place].variance).collect();
        assert_eq!(found, sorted[..40]);
        assert_eq!(widest(&deals, 500).len(), 500);
        assert_eq!(widest(&deals, 0), Vec::<usize>::new());
    }

    #[test]
    fn every_deal_is_in_one_of_the_two_parts() {
        let fineness = Fineness::of(Precision::Interactive);
        for count in [0, 1, 11, 12, 13, 49, 300] {
            let (singles, many) = split(deals(count), &fineness, false);
            assert_eq!((singles.len() + many.len()) as i64, count);
            let least = singles.iter().map(|deal| deal.variance).fold(f64::INFINITY, f64::min);
            assert!(many.iter().all(|deal| deal.variance <= least));
            let mut values: Vec<i64> = singles.iter().chain(&many).map(|deal| deal.value).collect();
            let mut given: Vec<i64> = deals(count).iter().map(|deal| deal.value).collect();
            values.sort_unstable();
            given.sort_unstable();
            assert_eq!(values, given);
        }
    }
}
