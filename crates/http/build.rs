//! The web application is compiled in: a newer build of it makes a newer program.

fn main() {
    println!("cargo::rerun-if-changed=../../web/dist");
}
