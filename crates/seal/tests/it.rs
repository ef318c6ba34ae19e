//! Everything that is promised about sealed bytes.

#[cfg(test)]
#[path = "it/"]
mod it {
    mod chain;
    mod integrity;
    mod isolation;
    mod key_file;
    mod round_trip;
    mod support;
    mod wycheproof;
}
