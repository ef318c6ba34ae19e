//! Where an object lies: `<tenant>/<last two digits of its id>/<its id>`. The last digits of a
//! UUID version 7 are random, so the folders fill evenly; the first ones are its time.

use legalmind_core::{BlobId, TenantId, Timestamp};
use object_store::path::Path;
use uuid::Uuid;

/// The prefix of a tenant's objects.
pub fn tenant(tenant: TenantId) -> Path {
    Path::from(tenant.uuid().as_simple().to_string())
}

/// Where an object lies.
pub fn object(owner: TenantId, id: BlobId) -> Path {
    let name = id.uuid().as_simple().to_string();
    let fan = name.get(30..).unwrap_or_default().to_owned();
    tenant(owner).join(fan).join(name)
}

/// The object that lies at `path`, if it is the place of one of this tenant's.
pub fn id(owner: TenantId, path: &Path) -> Option<BlobId> {
    let id = BlobId::from_uuid(Uuid::try_parse(path.filename()?).ok()?);
    (object(owner, id) == *path).then_some(id)
}

/// When an id was made (RFC 9562 §5.7).
pub fn made_at(id: BlobId) -> Option<Timestamp> {
    let (seconds, nanos) = id.uuid().get_timestamp()?.to_unix();
    Timestamp::new(i64::try_from(seconds).ok()?, i32::try_from(nanos).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_back_to_its_object_and_to_no_other_tenants() {
        let (ours, theirs) =
            (TenantId::from_uuid(Uuid::from_u128(1)), TenantId::from_uuid(Uuid::from_u128(2)));
        let blob = BlobId::from_uuid(Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_00ab));
        let path = object(ours, blob);
        assert_eq!(path.as_ref(), "00000000000000000000000000000001/ab/019800000000700080000000000000ab");
        assert_eq!(id(ours, &path), Some(blob));
        assert_eq!(id(theirs, &path), None);
        assert_eq!(id(ours, &tenant(ours).join("cd").join("019800000000700080000000000000ab")), None);
        assert_eq!(id(ours, &tenant(ours).join("ab").join("notes.txt")), None);
        assert_eq!(made_at(blob).map(|at| at.as_millisecond()), Some(0x0198_0000_0000));
    }
}
