#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| broschur::fuzzing::run("figures", data));
