//! Has the crate built anew when a file is added to a folder that is part of the binary: `include_dir!` sees changes of
//! files it knows, not new ones.

fn main() {
    for folder in ["src/build.rs", "src/schema/standard", "src/scaffold/starter", "themes/standard"]
    {
        println!("cargo::rerun-if-changed={folder}");
    }
}
