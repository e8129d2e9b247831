use rayon::iter::ParallelIterator;

use super::table::Lists;
use super::*;

/// Whether work that reads in `old` is done again when that has become `new`.
fn is_stale<T: Compare, R>(old: &T, new: &T, read: impl FnOnce(&T) -> R) -> bool {
    let (_, reads) = record(|| drop(read(old)));
    let mut changes = Changes::default();
    new.changes_since(old, &mut changes);
    reads.any(&changes)
}

#[test]
fn what_is_looked_up_in_a_tracked_map_is_noted_also_when_it_is_not_there() {
    let old = Tracked::new(CellKind::Route).with([("a", 1), ("b", 2)]);
    let new = Tracked::new(CellKind::Route).with([("b", 2), ("c", 3)]);
    for (key, stale) in [("a", true), ("b", false), ("c", true), ("d", false)] {
        assert_eq!(is_stale(&old, &new, |map| map.get(key).copied()), stale, "{key}");
        assert_eq!(is_stale(&old, &new, |map| map.contains(key)), stale, "{key}");
    }
    assert!(is_stale(&old, &new, |map| map.sorted().len()));
    assert!(!is_stale(&old, &old.clone(), |map| map.sorted().len()));
    assert!(!is_stale(&old, &new, |_| ()));
    let elsewhere = Tracked::within(CellKind::Route, "en").with([("a", 1)]);
    let (_, reads) = record(|| elsewhere.get("a").copied());
    let mut changes = Changes::default();
    new.changes_since(&old, &mut changes);
    assert!(!reads.any(&changes));
}

#[test]
fn a_value_that_is_replaced_is_noted_when_it_is_another_one() {
    let mut map = Tracked::new(CellKind::Route).with([("a", 1), ("b", 2)]);
    let (_, of_a) = record(|| map.get("a").copied());
    let (_, of_all) = record(|| map.sorted().len());
    let mut changes = Changes::default();
    map.replace("a", 1, &mut changes);
    assert!(changes.is_empty());
    map.replace("b", 3, &mut changes);
    assert!(!of_a.any(&changes) && of_all.any(&changes));
    map.replace("a", 2, &mut changes);
    assert!(of_a.any(&changes));

    let mut value = TrackedValue::new(CellKind::Routes, 1);
    let (_, reads) = record(|| *value.get());
    let mut changes = Changes::default();
    value.replace(1, &mut changes);
    assert!(changes.is_empty() && value.was_read(&reads) && !of_a.any(&changes));
    value.replace(2, &mut changes);
    assert!(reads.any(&changes) && value.is_in(&changes) && !value.was_read(&of_a));
}

#[test]
fn a_value_is_compared_as_a_whole() {
    let value = |value| TrackedValue::new(CellKind::Routes, value);
    assert!(is_stale(&value(1), &value(2), |value| *value.get()));
    assert!(!is_stale(&value(1), &value(1), |value| *value.get()));
    assert!(is_stale(&Given::new(1), &Given::new(2), |_| ()), "whoever has not read it, too");
    assert!(!is_stale(&Given::new(1), &Given::new(1), |value| **value));
}

#[test]
fn neighbours_are_read_and_not_places() {
    let order = |letters: &str| {
        TrackedOrder::within(CellKind::Neighbours, "de", letters.chars().collect::<Vec<char>>())
    };
    let (old, new) = (order("abcdef"), order("abxcdef"));
    for (key, stale) in [('a', false), ('b', true), ('c', true), ('d', false), ('x', true)] {
        assert_eq!(is_stale(&old, &new, |order| order.before(&key).copied()), stale, "{key}");
        assert_eq!(is_stale(&new, &old, |order| order.after(&key).copied()), stale, "{key}");
    }
    assert_eq!((old.before(&'a'), old.after(&'a'), old.after(&'f')), (None, Some(&'b'), None));
}

#[test]
fn what_is_worked_out_once_is_read_by_all_who_ask_for_it() {
    let old = Tracked::new(CellKind::Route).with([("a", 1)]);
    let new = Tracked::new(CellKind::Route).with([("a", 2)]);
    let mut memo = Memo::default();
    let mut changes = Changes::default();
    new.changes_since(&old, &mut changes);
    for _ in 0..2 {
        let (value, reads) = record(|| *memo.get(|| old.get("a").copied()));
        assert_eq!((value, reads.any(&changes)), (Some(1), true));
    }
    memo.forget();
    assert_eq!(*memo.get(|| new.get("a").copied()), Some(2));
}

#[derive(Clone)]
struct Page {
    key: &'static str,
    version: Arc<str>,
    head: &'static str,
    text: TrackedPart<&'static str>,
    published: bool,
}

impl Item for Page {
    type Key = &'static str;
    type Text = &'static str;

    fn key(&self) -> &&'static str {
        &self.key
    }

    fn version(&self) -> &Arc<str> {
        &self.version
    }

    fn text(&self) -> &TrackedPart<&'static str> {
        &self.text
    }

    fn has_same_head(&self, other: &Self) -> bool {
        (self.head, self.published) == (other.head, other.published)
    }
}

fn page(key: &'static str, version: &str, head: &'static str, text: &'static str) -> Arc<Page> {
    let text = TrackedPart::new(CellKind::Body, (key, version), text);
    Page { key, version: version.into(), head, text, published: true }.into()
}

/// Pages in German, on a list as they stand there, and one of them in English.
fn table(
    pages: &[(&'static str, &'static str, &'static str)],
    en: &'static str,
) -> TrackedTable<Page> {
    let german = pages.iter().map(|&(key, head, text)| page(key, "de", head, text));
    let items: Vec<Arc<Page>> = german.chain([page("a", "en", en, en)]).collect();
    let order = (0..pages.len()).collect();
    let lists = Lists::from([("page".into(), BTreeMap::from([("de".into(), order)]))]);
    TrackedTable::new("de".into(), items, lists)
}

#[test]
fn each_way_to_an_item_of_a_table_has_a_cell_that_differs_with_it() {
    type Read = fn(&TrackedTable<Page>);
    let reads: [(&str, Read); 11] = [
        ("all", |table| _ = table.all().len()),
        ("a", |table| _ = table.get(&"a").map(|page| page.head)),
        ("a kept", |table| _ = table.shared(&"a").map(|page| page.head)),
        ("a in English", |table| _ = table.get_in(&"a", "en").map(|page| page.head)),
        ("a's text", |table| _ = table.get(&"a").map(|page| page.text.get().len())),
        ("list", |table| _ = table.list("page", "de").count()),
        ("first of the list", |table| _ = table.list("page", "de").next().map(|page| page.key)),
        ("rank of a", |table| _ = table.rank_in_list(&"a")),
        ("rank of d", |table| _ = table.rank_in_list(&"d")),
        ("rank of a anywhere", |table| _ = table.rank(&"a", "page")),
        ("b", |table| _ = table.get(&"b").map(|page| page.head)),
    ];
    let old = || table(&[("a", "A", "-"), ("b", "B", "-"), ("c", "C", "-")], "A");
    // Where an item that is made anew stands in its file may differ.
    let check = |what: &str, new: &TrackedTable<Page>, stale: &[&str]| {
        for (name, read) in reads {
            assert_eq!(is_stale(&old(), new, read), stale.contains(&name), "{what}: {name}");
        }
    };
    check("nothing", &old(), &[]);
    let text = table(&[("a", "A", "+"), ("b", "B", "-"), ("c", "C", "-")], "A");
    check("a text", &text, &["a's text"]);
    let head = table(&[("a", "X", "-"), ("b", "B", "-"), ("c", "C", "-")], "A");
    let of_a = ["all", "a", "a kept", "a's text", "list", "first of the list"];
    check("a head", &head, &of_a);
    let other = table(&[("a", "A", "-"), ("b", "B", "-"), ("c", "C", "-")], "X");
    check("a translation", &other, &["all", "a in English"]);
    let order = table(&[("b", "B", "-"), ("c", "C", "-"), ("a", "A", "-")], "A");
    let of_order = ["list", "first of the list", "rank of a", "rank of a anywhere"];
    check("an order", &order, &of_order);
    let more = table(&[("a", "A", "-"), ("b", "B", "-"), ("c", "C", "-"), ("d", "D", "-")], "A");
    let of_more = ["all", "list", "first of the list", "rank of d", "rank of a anywhere"];
    check("one more", &more, &of_more);
    let fewer = table(&[("a", "A", "-"), ("c", "C", "-")], "A");
    let of_fewer = ["all", "list", "first of the list", "rank of a anywhere", "b"];
    check("one fewer", &fewer, &of_fewer);
    let original = TrackedTable::new("en".into(), Vec::new(), Lists::new());
    check("another language", &original, &reads.map(|(name, _)| name));
}

#[test]
fn an_item_is_taken_in_as_if_the_table_were_made_anew() {
    let mut changes = Changes::default();
    let mut updated = table(&[("a", "A", "-"), ("b", "B", "-"), ("c", "C", "-")], "A");
    let (_, of_list) = record(|| updated.list("page", "de").count());
    let (_, of_rank) = record(|| updated.rank_in_list(&"a"));
    let (_, of_c) = record(|| updated.get(&"c").map(|page| page.head));
    updated.replace(page("a", "de", "D", "-"), &mut changes);
    assert!(of_list.any(&changes) && !of_rank.any(&changes));
    updated.place(&"a", "page", |other| other.head < "D", &mut changes);
    assert!(of_rank.any(&changes) && updated.is_rank_in(&changes, &"a"));
    assert!(updated.is_list_in(&changes, "page", "de") && !of_c.any(&changes));
    let mut again = Changes::default();
    updated.place(&"a", "page", |other| other.head < "D", &mut again);
    assert!(again.is_empty());
    assert!(updated.list("page", "de").map(|page| page.head).eq(["B", "C", "D"]));
    assert_eq!(["b", "c", "a"].map(|key| updated.rank_in_list(&key)), [0, 1, 2]);
}

#[test]
fn files_are_compared_by_what_may_differ() {
    let mut old = TrackedChunks::new(CellKind::File, CellKind::Files);
    for key in ["a", "b", "c"] {
        old.insert(key, 1);
    }
    let mut new = old.clone();
    new.insert("b", 2);
    new.remove(&"c");
    for _ in 0..2 {
        assert_eq!(new.differing(&old), ["b", "c"]);
        for (key, stale) in [("a", false), ("b", true), ("c", true), ("d", false)] {
            assert_eq!(is_stale(&old, &new, |files| files.get(&key).copied()), stale, "{key}");
        }
        assert!(is_stale(&old, &new, |files| files.iter().count()));
        assert!(is_stale(&old, &new, |files| files.starting_at(&"b").count()));
        assert!(is_stale(&old, &new, |files| files.par_iter().count()));
        new.remember(&old, vec!["a", "b", "c"]);
    }
    assert!(!is_stale(&old, &old.clone(), |files| files.iter().count()));
}

#[test]
fn what_cannot_be_compared_key_by_key_differs_as_a_whole() {
    let map = |keys: &[&'static str]| -> BTreeMap<&str, Tracked<&str, u8>> {
        let of = |key| Tracked::within(CellKind::Route, key).with([("x", 1)]);
        keys.iter().map(|key| (*key, of(*key))).collect()
    };
    assert!(!is_stale(&map(&["a"]), &map(&["a"]), |map| map["a"].get("x").copied()));
    assert!(is_stale(&map(&["a"]), &map(&["a", "b"]), |map| map["a"].get("x").copied()));
    let one = || Some(TrackedValue::new(CellKind::NextChange, 1));
    assert!(is_stale(&one(), &None, |_| ()) && is_stale(&None, &one(), |_| ()));
    assert!(!is_stale(&one(), &one(), |_| ()));
    assert!(ReadSet::default().any(&Changes::everything()));
}
