//! Memory that is shared with the X server.

use std::os::fd::OwnedFd;

use rustix::fs::{MemfdFlags, ftruncate, memfd_create};
use rustix::mm::{MapFlags, ProtFlags, mmap, munmap};

/// A stretch of shared memory, unmapped when it is dropped.
#[derive(Debug)]
pub(super) struct Mapping {
    start: *mut std::ffi::c_void,
    length: usize,
}

// SAFETY: the memory belongs to the process, not to a thread; it is read through `&self` and
// written by the X server only, between a request and its reply.
unsafe impl Send for Mapping {}

impl Mapping {
    /// Makes new memory of this length (1 or more), and a file by which another process can map
    /// it too.
    pub(super) fn shared(length: usize) -> rustix::io::Result<(Mapping, OwnedFd)> {
        let file = memfd_create("demoreel-recorder", MemfdFlags::CLOEXEC)?;
        ftruncate(&file, length as u64)?;
        let (access, flags) = (ProtFlags::READ | ProtFlags::WRITE, MapFlags::SHARED);
        // SAFETY: the kernel chooses a place that nobody else uses; the file is as long as the
        // mapping, and nobody shortens it.
        let start = unsafe { mmap(std::ptr::null_mut(), length, access, flags, &file, 0)? };
        Ok((Mapping { start, length }, file))
    }

    /// What the other process wrote. It must not be writing now.
    pub(super) fn bytes(&self) -> &[u8] {
        // SAFETY: the mapping is as long as this and lives as long as the borrow. Whoever shares
        // it writes only when asked, and nothing is asked while the slice is in use.
        unsafe { std::slice::from_raw_parts(self.start.cast(), self.length) }
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: the mapping is ours, and no borrow of it outlives this value.
        let _ = unsafe { munmap(self.start, self.length) };
    }
}
