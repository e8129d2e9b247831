//! The pipelines in `ci/`: who may write what others read.
#![allow(clippy::disallowed_methods, reason = "reads the files of the kit")]

use std::fs;
use std::path::Path;

use serde_yaml::Value;

/// The documents of a file of the kit.
fn kit(file: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ci").join(file);
    let text = fs::read_to_string(path).unwrap();
    text.split("\n---\n").map(|text| serde_yaml::from_str(text).unwrap()).collect()
}

fn list(value: &Value) -> Vec<Value> {
    match value {
        Value::Sequence(all) => all.clone(),
        Value::Null => Vec::new(),
        one => vec![one.clone()],
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A job of a GitLab pipeline with what it extends: what is written later wins, and maps are merged
/// (<https://docs.gitlab.com/ci/yaml/#extends>).
fn gitlab_job(pipeline: &Value, name: &str) -> Value {
    fn merge(into: &mut Value, from: &Value) {
        match (into, from) {
            (Value::Mapping(into), Value::Mapping(from)) => {
                for (key, value) in from {
                    match into.get_mut(key) {
                        Some(known) => merge(known, value),
                        None => drop(into.insert(key.clone(), value.clone())),
                    }
                }
            }
            (into, from) => *into = from.clone(),
        }
    }
    let own = &pipeline[name];
    assert!(own.is_mapping(), "there is no job {name}");
    let mut job = Value::Mapping(serde_yaml::Mapping::new());
    for above in list(&own["extends"]) {
        merge(&mut job, &gitlab_job(pipeline, text(&above)));
    }
    merge(&mut job, own);
    job
}

const MERGE_REQUEST: &str = "$CI_PIPELINE_SOURCE == \"merge_request_event\"";

fn conditions(job: &Value) -> Vec<String> {
    list(&job["rules"]).iter().map(|rule| text(&rule["if"]).to_owned()).collect()
}

#[test]
fn gitlab_keeps_merge_requests_from_caches_of_protected_branches() {
    let documents = kit("gitlab/templates/site.yml");
    let [_, pipeline] = documents.as_slice() else { panic!("two documents are expected") };
    let names: Vec<&str> = pipeline
        .as_mapping()
        .unwrap()
        .keys()
        .map(text)
        .filter(|name| !name.starts_with('.'))
        .collect();
    let mut of_merge_requests = 0;
    for name in names {
        let job = gitlab_job(pipeline, name);
        let conditions = conditions(&job);
        assert!(!conditions.is_empty(), "{name} runs for everything");
        let for_strangers = conditions.iter().any(|condition| condition == MERGE_REQUEST);
        for cache in list(&job["cache"]) {
            let key = text(&cache["key"]);
            let is_shared = cache["unprotect"] == Value::Bool(true);
            let policy = match text(&cache["policy"]) {
                "" => "pull-push",
                policy => policy,
            };
            if for_strangers {
                assert_eq!(policy, "pull", "{name} writes the cache {key}");
            } else if is_shared {
                assert_eq!(policy, "push", "{name} reads the cache {key}, which strangers reach");
                assert!(
                    conditions.iter().all(|condition| condition.contains("$CI_DEFAULT_BRANCH"))
                );
            } else {
                assert!(key.contains("$CI_COMMIT_REF_PROTECTED"), "{name}: {key}");
                assert!(key.contains("$CI_COMMIT_REF_SLUG"), "{name}: {key}");
            }
            for fallback in list(&cache["fallback_keys"]) {
                assert!(
                    text(&fallback).contains("$CI_COMMIT_REF_PROTECTED"),
                    "{name}: {fallback:?}"
                );
            }
        }
        if for_strangers {
            of_merge_requests += 1;
            assert_eq!(conditions, [MERGE_REQUEST], "{name} runs for strangers and others alike");
            assert_eq!(text(&job["variables"]["BROSCHUR_UNTRUSTED"]), "true", "{name}");
        } else {
            assert!(job["variables"]["BROSCHUR_UNTRUSTED"].is_null(), "{name}");
        }
    }
    assert_eq!(of_merge_requests, 2);
    let prepare = text(&list(&pipeline[".broschur"]["before_script"])[0]).to_owned();
    assert!(
        prepare
            .contains("if [ \"$BROSCHUR_UNTRUSTED\" = true ]; then set -- \"$@\" --untrusted; fi")
    );
    for job in ["broschur-check", "broschur-build"] {
        let script = text(&list(&pipeline[job]["script"])[0]).to_owned();
        for call in script
            .lines()
            .filter(|line| line.contains("broschur check ") || line.contains("broschur build "))
        {
            assert!(call.contains("\"$@\""), "{job}: {call}");
        }
    }
    let build = text(&list(&pipeline["broschur-build"]["script"])[0]).to_owned();
    assert!(build.contains("rm -rf \"$BROSCHUR_ROOT/.broschur-cache\""), "{build}");
}

#[test]
fn github_keeps_pull_requests_from_writing_caches() {
    let pipeline = kit("github/site.yml").remove(0);
    let site = &pipeline["jobs"]["site"];
    let not_for_strangers = "github.event_name != 'pull_request'";
    let for_strangers = "github.event_name == 'pull_request'";
    let (mut distrusts, mut calls, mut caches) = (false, 0, 0);
    for step in list(&site["steps"]) {
        let (uses, condition) = (text(&step["uses"]), text(&step["if"]));
        if uses.starts_with("actions/cache@") || uses.starts_with("actions/cache/save@") {
            caches += 1;
            assert_eq!(condition, not_for_strangers, "{step:?}");
            for key in text(&step["with"]["restore-keys"]).lines() {
                assert!(key.starts_with("broschur-${{ github.ref_name }}-"), "{key}");
            }
        }
        if condition == for_strangers && !uses.is_empty() {
            assert!(uses.starts_with("actions/cache/restore@"), "{uses}");
        }
        let run = text(&step["run"]);
        if run.contains("BROSCHUR_TRUST=--untrusted") {
            assert_eq!(condition, for_strangers);
            distrusts = true;
        }
        if run.contains("broschur check") || run.contains("broschur build") {
            calls += 1;
            assert!(distrusts, "{run} comes before it is known whom to trust");
            assert!(run.contains("${BROSCHUR_TRUST:+\"$BROSCHUR_TRUST\"}"), "{run}");
        }
    }
    assert_eq!((calls, caches), (2, 1));
    // With it, a workflow of the target runs, with its rights and caches, for content of a stranger.
    assert!(pipeline["on"].get("pull_request_target").is_none());
    assert!(text(&pipeline["jobs"]["publish"]["if"]).contains(not_for_strangers));
}
