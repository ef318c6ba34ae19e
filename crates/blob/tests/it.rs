//! The store of sealed objects, on disk and in memory.

#[cfg(test)]
#[path = "it/"]
mod it {
    mod conformance;
    mod disk;
    mod support;
}
